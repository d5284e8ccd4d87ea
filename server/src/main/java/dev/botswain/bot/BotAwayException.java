package dev.botswain.bot;

/// The bot lives on another node, or has just left this one. Whoever asks again in a moment gets to
/// where it is.
public final class BotAwayException extends RuntimeException {
  BotAwayException() {
    super("the bot is not here; try again in a moment", null, false, false);
  }
}
