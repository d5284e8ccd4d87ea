package dev.botswain.sim.world;

import java.time.Clock;

/// Creates snowflakes as Discord does: 42 bits of milliseconds since 2015, then ten bits of origin,
/// then a counter (Reference, "Snowflakes").
///
/// Each id is higher than all before it, even if the clock stands still or goes back.
public final class Snowflakes {
  /// The first millisecond of 2015, from which Discord counts.
  public static final long EPOCH = 1_420_070_400_000L;

  private final Clock clock;
  private long last;

  /// Creates ids for the time of `clock`.
  public Snowflakes(Clock clock) {
    this.clock = clock;
  }

  /// The next id.
  public long next() {
    last = Math.max(last + 1, at(clock.millis()));
    return last;
  }

  /// The lowest id of a time in milliseconds since 1970.
  public static long at(long millis) {
    return (millis - EPOCH) << 22;
  }

  /// The time at which an id was created, in milliseconds since 1970.
  public static long millis(long id) {
    return (id >>> 22) + EPOCH;
  }
}
