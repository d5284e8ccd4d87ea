package dev.botswain.gateway;

import java.time.Instant;

/// The bot has no IDENTIFY left today. One more, and Discord would reset its token.
public final class IdentifyBudgetExhaustedException extends RuntimeException {
  private final Instant until;

  public IdentifyBudgetExhaustedException(Instant until) {
    super("Discord allows this bot no new gateway session before " + until);
    this.until = until;
  }

  /// When Discord gives new ones.
  public Instant until() {
    return until;
  }
}
