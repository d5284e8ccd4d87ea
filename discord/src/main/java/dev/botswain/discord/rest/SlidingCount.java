package dev.botswain.discord.rest;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/// How often something happened in the last ten minutes, in steps of half a minute. The count is
/// never below the truth.
///
/// All times are nanoseconds of a ticker with an arbitrary origin.
final class SlidingCount {
  static final long WINDOW = TimeUnit.MINUTES.toNanos(10);
  static final long STEP = TimeUnit.SECONDS.toNanos(30);

  /// The current step and all that a window reaches back to.
  static final int STEPS = (int) (WINDOW / STEP) + 1;

  private final long origin;
  private final int[] counts = new int[STEPS];
  private long step;
  private int total;

  SlidingCount(long now) {
    origin = now;
  }

  void add(long now) {
    add(now, 0);
  }

  /// Adds what happened some time ago.
  void add(long now, long ageNanos) {
    moveTo(now);
    long then = (now - ageNanos - origin) / STEP;
    if (step - then < STEPS) {
      counts[(int) Math.floorMod(then, (long) STEPS)]++;
      total++;
    }
  }

  int total(long now) {
    moveTo(now);
    return total;
  }

  /// What will remain of the total after this many more steps, if nothing more happens.
  int totalAfter(int steps, long now) {
    moveTo(now);
    var rest = total;
    for (int i = 1; i <= Math.min(steps, STEPS); i++) {
      rest -= counts[(int) Math.floorMod(step - STEPS + i, (long) STEPS)];
    }
    return rest;
  }

  /// Nanoseconds until this many more steps have passed.
  long nanosUntil(int steps, long now) {
    moveTo(now);
    return steps == 0 ? 0 : origin + (step + steps) * STEP - now;
  }

  /// Nanoseconds until the total is below a limit, if nothing more happens.
  long nanosUntilBelow(int limit, long now) {
    int steps = 0;
    while (steps < STEPS && totalAfter(steps, now) >= limit) {
      steps++;
    }
    return nanosUntil(steps, now);
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
