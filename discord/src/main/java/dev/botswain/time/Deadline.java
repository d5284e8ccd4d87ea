package dev.botswain.time;

import java.time.Duration;

/// When something must be done, in elapsed time.
///
/// @param nanos by the ticker
public record Deadline(Ticker ticker, long nanos) {

  /// A deadline this far in the future.
  public static Deadline in(Duration time) {
    Ticker ticker = Ticker.system();
    return new Deadline(ticker, ticker.nanos() + time.toNanos());
  }

  /// The time left until then; at least zero.
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - ticker.nanos()));
  }
}
