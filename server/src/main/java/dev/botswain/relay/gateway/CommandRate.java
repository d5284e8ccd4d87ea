package dev.botswain.relay.gateway;

import dev.botswain.discord.protocol.CloseCode;

/// How often a client sends something.
///
/// Source: <https://discord.com/developers/docs/events/gateway#rate-limiting>.
final class CommandRate {
  private static final int MOST = 120;
  private static final long WINDOW_NANOS = 60_000_000_000L;

  private long windowStart = System.nanoTime();
  private int inWindow;

  /// It has sent something.
  ///
  /// @throws ClientRefusedException if that was too often
  void count() {
    long now = System.nanoTime();
    if (now - windowStart >= WINDOW_NANOS) {
      windowStart = now;
      inWindow = 0;
    }
    if (++inWindow > MOST) {
      throw new ClientRefusedException(CloseCode.RATE_LIMITED, "You are being rate limited.");
    }
  }
}
