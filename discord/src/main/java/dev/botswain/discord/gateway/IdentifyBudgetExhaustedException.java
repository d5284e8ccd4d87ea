package dev.botswain.discord.gateway;

import java.time.Duration;

/// The bot has no IDENTIFY left today. Discord would reset its token after one more.
public final class IdentifyBudgetExhaustedException extends RuntimeException {
  private final Duration after;

  public IdentifyBudgetExhaustedException(Duration after) {
    super("Discord allows this bot no new gateway session for " + after.toSeconds() + " s");
    this.after = after;
  }

  /// When Discord grants new ones.
  public Duration after() {
    return after;
  }
}
