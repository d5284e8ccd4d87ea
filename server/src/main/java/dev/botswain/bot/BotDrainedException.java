package dev.botswain.bot;

/// The operator gives the bot no new work for now.
public final class BotDrainedException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BotDrainedException() {
    super("the operator is giving this bot no new work for now");
  }
}
