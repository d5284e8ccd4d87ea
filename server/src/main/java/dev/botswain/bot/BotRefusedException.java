package dev.botswain.bot;

import dev.botswain.gateway.AfterClose;

/// Discord's gateway refuses a bot for good.
public final class BotRefusedException extends RuntimeException {
  private final AfterClose because;

  BotRefusedException(AfterClose because) {
    super("Discord's gateway refused the bot: " + because);
    this.because = because;
  }

  /// What was refused.
  public AfterClose because() {
    return because;
  }
}
