package dev.botswain.bot;

import java.time.Duration;

/// A bot did not get through to Discord's gateway in the time that a login waits.
public final class BotNotReadyException extends RuntimeException {
  BotNotReadyException(Duration waited) {
    super("The bot could not connect to Discord's gateway within " + waited.toSeconds() + " s");
  }
}
