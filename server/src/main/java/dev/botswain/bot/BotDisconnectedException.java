package dev.botswain.bot;

/// The operator has just ended the bot.
public final class BotDisconnectedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BotDisconnectedException() {
    super("the operator has just disconnected this bot");
  }
}
