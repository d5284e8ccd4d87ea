package dev.botswain.bot;

import dev.botswain.discord.rest.RestQueue;
import dev.botswain.discord.rest.UnknownTokens;

/// A token with which Discord is asked something, without a login.
///
/// @param rest the requests
/// @param trial whose outcome must be told, so that a rejected token is not tried again soon
public record TokenTrial(RestQueue rest, UnknownTokens.Trial trial) implements AutoCloseable {
  @Override
  public void close() {
    trial.close();
    rest.close();
  }
}
