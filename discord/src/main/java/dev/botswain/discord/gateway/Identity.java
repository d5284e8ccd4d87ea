package dev.botswain.discord.gateway;

import dev.botswain.discord.protocol.Intent;
import dev.botswain.secret.Secret;
import java.util.Set;

/// The bot that identifies, and what it requests.
///
/// @param bot the bot's id, for logs
/// @param token the bot's token
/// @param intents the requested events
public record Identity(String bot, Secret token, Set<Intent> intents) {
  public Identity {
    intents = Set.copyOf(intents);
  }

  @Override
  public String toString() {
    return "Identity[" + bot + "]";
  }
}
