package dev.botswain.discord.gateway;

import java.time.Duration;

/// The bot has no IDENTIFY left today. One more, and Discord would reset its token.
public final class IdentifyBudgetExhaustedException extends RuntimeException {
  private final Duration after;

  public IdentifyBudgetExhaustedException(Duration after) {
    super("Discord allows this bot no new gateway session for " + after.toSeconds() + " s");
    this.after = after;
  }

  /// When Discord gives new ones.
  public Duration after() {
    return after;
  }
}
