package dev.botswain.discord.rest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// How many invalid requests others behind the same address have sent in the last ten minutes, as
/// of a moment. Never below the truth: the counts of a step are as old as its end. Immutable.
final class ElsewhereCount {
  private static final int[] NONE = new int[0];

  private final long asOf;
  private final int[] all;
  private final Map<String, int[]> byBot = new HashMap<>();

  /// @param asOf nanoseconds of a ticker, as everywhere here
  ElsewhereCount(List<AddressCounts.Invalid> counts, long asOf) {
    this.asOf = asOf;
    this.all = new int[SlidingCount.STEPS];
    for (var one : counts) {
      if (one.age() < SlidingCount.STEPS) {
        int age = Math.max(0, one.age());
        all[age] += one.count();
        byBot.computeIfAbsent(one.bot(), _ -> new int[SlidingCount.STEPS])[age] += one.count();
      }
    }
  }

  boolean isEmpty() {
    return byBot.isEmpty();
  }

  /// What will remain after this many more steps.
  int totalAfter(int steps, long now) {
    return sum(all, steps, now);
  }

  /// The same of one bot.
  int totalAfter(String bot, int steps, long now) {
    return sum(byBot.getOrDefault(bot, NONE), steps, now);
  }

  private int sum(int[] byAge, int steps, long now) {
    long left = byAge.length - steps - (now - asOf) / SlidingCount.STEP;
    return left <= 0 ? 0 : Arrays.stream(byAge, 0, (int) left).sum();
  }
}
