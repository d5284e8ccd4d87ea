package dev.botswain.cluster;

import java.util.SplittableRandom;

/// Time, and what happens at which moment of it. Everything that is random comes from one seed, so
/// a schedule can be run again.
final class World {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;

  final SplittableRandom random;
  private final EventQueue queue = new EventQueue();
  private long now;

  World(long seed) {
    random = new SplittableRandom(seed);
  }

  /// True time, in nanoseconds.
  long now() {
    return now;
  }

  void after(long delay, Runnable what) {
    queue.add(now + Math.max(0, delay), what);
  }

  /// Lets the next thing happen.
  ///
  /// @return false if there is none
  boolean step() {
    if (queue.isEmpty()) {
      return false;
    }
    Runnable next = queue.remove();
    now = queue.now();
    next.run();
    return true;
  }

  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  boolean chance(double part) {
    return random.nextDouble() < part;
  }

  long steps() {
    return queue.count();
  }
}
