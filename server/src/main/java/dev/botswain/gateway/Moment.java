package dev.botswain.gateway;

import dev.botswain.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// When something happened.
///
/// @param at for a person
/// @param nanos by the ticker, to tell how long ago it is
record Moment(Instant at, long nanos) {
  static Moment now(InstantSource clock, Ticker ticker) {
    return new Moment(clock.instant(), ticker.nanos());
  }

  Duration age(Ticker ticker) {
    return Duration.ofNanos(ticker.nanos() - nanos);
  }
}
