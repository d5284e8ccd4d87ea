package dev.botswain.discord.rest;

import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/// The wait before retrying a request that Discord failed to answer: about twice as long each time,
/// and never in step with others that failed at the same moment.
final class Backoff {
  /// The total number of tries, including the first.
  static final int TRIES = 3;

  private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(500);

  private Backoff() {}

  /// The wait before the next try.
  ///
  /// @param tries how often it was tried already, from 1
  /// @return nanoseconds, between half and all of 0.5 s, 1 s, 2 s, …
  static long nanos(int tries, RandomGenerator random) {
    var whole = FIRST << (tries - 1);
    return random.nextLong(whole / 2, whole + 1);
  }
}
