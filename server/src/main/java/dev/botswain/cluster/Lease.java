package dev.botswain.cluster;

import dev.botswain.time.Ticker;

/// Until when this node may act for its bots. Changed on the loop, read on any thread.
final class Lease {
  private final Rules rules;
  private final Ticker ticker;

  /// Whether it never ends by itself, as nobody else is there.
  private final boolean endless;

  private volatile long until;
  private volatile boolean given;

  Lease(Rules rules, Ticker ticker, boolean endless) {
    this.rules = rules;
    this.ticker = ticker;
    this.endless = endless;
  }

  boolean isHeld() {
    return given && (endless || ticker.nanos() - until < 0);
  }

  /// A beat was good.
  ///
  /// @param sent when it was sent, in nanoseconds of the ticker
  void renew(long sent) {
    long next = rules.leased(sent, ticker.nanos()) + rules.lease().toNanos();
    if (!given || next - until > 0) {
      until = next;
      given = true;
    }
  }

  void end() {
    given = false;
  }
}
