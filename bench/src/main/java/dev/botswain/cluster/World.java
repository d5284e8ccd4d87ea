package dev.botswain.cluster;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/// Time, and what happens at which moment of it. Everything that is random comes from one seed, so
/// a schedule can be run again.
final class World {
  static final long MILLI = 1_000_000;
  static final long SECOND = 1_000 * MILLI;

  final SplittableRandom random;
  private final PriorityQueue<Event> queue =
      new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
  private long now;
  private long count;

  private record Event(long at, long order, Runnable what) {}

  World(long seed) {
    random = new SplittableRandom(seed);
  }

  /// True time, in nanoseconds.
  long now() {
    return now;
  }

  void after(long delay, Runnable what) {
    queue.add(new Event(now + Math.max(0, delay), count++, what));
  }

  /// Lets the next thing happen.
  ///
  /// @return false if there is none
  boolean step() {
    @Nullable Event next = queue.poll();
    if (next == null) {
      return false;
    }
    now = next.at();
    next.what().run();
    return true;
  }

  long between(long least, long most) {
    return random.nextLong(least, most + 1);
  }

  boolean chance(double part) {
    return random.nextDouble() < part;
  }

  long steps() {
    return count;
  }
}
