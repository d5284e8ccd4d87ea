package dev.botswain.time;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// Growing pauses between attempts, with jitter so that many bots do not return at the same moment.
///
/// @param first the longest pause after the first failure
/// @param most the longest pause of all
public record Backoff(Duration first, Duration most) {

  /// The pause after `failures` failures in a row. Without a failure it is up to a quarter of
  /// `first`, so that bots that were disconnected together do not return together. Otherwise it is
  /// a random part, at least half, of a bound that doubles.
  public Duration pause(int failures, RandomGenerator random) {
    if (failures <= 0) {
      return Duration.ofNanos(random.nextLong(first.toNanos() / 4 + 1));
    }
    long bound = first.toNanos() << Math.min(failures - 1, 20);
    bound = Math.min(bound, most.toNanos());
    return Duration.ofNanos(bound / 2 + random.nextLong(bound / 2 + 1));
  }
}
