package dev.botswain.rest;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// How often something happened in the last ten minutes, in steps of half a minute: what is counted
/// is never less than the truth.
///
/// All times are nanoseconds of a ticker with an arbitrary origin.
final class SlidingCount {
  static final long WINDOW = TimeUnit.MINUTES.toNanos(10);
  private static final long STEP = TimeUnit.SECONDS.toNanos(30);

  /// The step at work and all that a window reaches back into.
  private static final int STEPS = (int) (WINDOW / STEP) + 1;

  private final long origin;
  private final int[] counts = new int[STEPS];
  private long step;
  private int total;

  SlidingCount(long now) {
    origin = now;
  }

  void add(long now) {
    moveTo(now);
    counts[(int) (step % STEPS)]++;
    total++;
  }

  int total(long now) {
    moveTo(now);
    return total;
  }

  /// Nanoseconds until the total is below a limit, if nothing more happens.
  long nanosUntilBelow(int limit, long now) {
    moveTo(now);
    var rest = total;
    var leaving = step - STEPS + 1;
    while (rest >= limit && leaving <= step) {
      rest -= counts[(int) Math.floorMod(leaving, (long) STEPS)];
      leaving++;
    }
    return rest == total ? 0 : origin + (leaving - 1 + STEPS) * STEP - now;
  }

  private void moveTo(long now) {
    var target = (now - origin) / STEP;
    if (target - step >= STEPS) {
      Arrays.fill(counts, 0);
      total = 0;
      step = target;
    }
    while (step < target) {
      step++;
      var slot = (int) (step % STEPS);
      total -= counts[slot];
      counts[slot] = 0;
    }
  }
}
