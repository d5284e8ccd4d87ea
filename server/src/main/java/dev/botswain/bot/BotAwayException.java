package dev.botswain.bot;

/// The bot lives on another node, has just left this one, or cannot be taken by it at the moment.
/// Whoever asks again in a moment gets to where it is.
public final class BotAwayException extends RuntimeException {
  BotAwayException() {
    this("the bot is not here");
  }

  /// @param why in words that a sentence can continue
  BotAwayException(String why) {
    super(why + "; try again in a moment", null, false, false);
  }
}
