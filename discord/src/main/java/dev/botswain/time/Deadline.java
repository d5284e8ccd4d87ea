package dev.botswain.time;

import java.time.Duration;

/// When something must be done, in elapsed time.
///
/// @param nanos by the ticker
public record Deadline(Ticker ticker, long nanos) {

  /// One that is so far away.
  public static Deadline in(Duration time) {
    Ticker ticker = Ticker.system();
    return new Deadline(ticker, ticker.nanos() + time.toNanos());
  }

  /// What is left until then; zero at least.
  public Duration left() {
    return Duration.ofNanos(Math.max(0, nanos - ticker.nanos()));
  }
}
