package dev.botswain.store;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which events may be kept.
///
/// @param rule for bots that are in no group, each alone
/// @param bytes how much all events together may take: their data and [#EVENT_OVERHEAD] for each;
///   the oldest of the largest log of the largest group are deleted first, so that nobody's events
///   push out another's
/// @param day since when events count toward a day
/// @param groups bots that count together; a bot is in one at most
public record Retention(Rule rule, long bytes, Instant day, List<Group> groups) {
  /// What an event takes besides its data, in bytes.
  public static final int EVENT_OVERHEAD = 150;

  public Retention {
    groups = List.copyOf(groups);
  }

  /// Without groups.
  ///
  /// @param since older events are deleted
  /// @param perBot how many of the last events of each bot are kept
  public Retention(Instant since, int perBot, long bytes) {
    this(new Rule(since, perBot, Long.MAX_VALUE, Long.MAX_VALUE), bytes, Instant.MAX, List.of());
  }

  /// What may be kept of a group, or of a bot that is in none.
  ///
  /// @param since older events are deleted
  /// @param perBot how many of the last events of each bot are kept
  /// @param bytes how much its events may take; the oldest of its largest log are deleted first
  /// @param ofDay how many events of the last day are kept; the oldest of the log with most of them
  ///   are deleted first, with everything before them
  public record Rule(Instant since, int perBot, long bytes, long ofDay) {
    private boolean isBounded() {
      return bytes < Long.MAX_VALUE || ofDay < Long.MAX_VALUE;
    }
  }

  /// Bots that count together.
  public record Group(Set<Long> bots, Rule rule) {
    public Group {
      bots = Set.copyOf(bots);
    }
  }

  /// The groups, by their bots.
  public Map<Long, Group> byBot() {
    var byBot = new HashMap<Long, Group>();
    groups.forEach(group -> group.bots().forEach(bot -> byBot.put(bot, group)));
    return byBot;
  }

  /// Whether the same age applies to all bots.
  public boolean isSameAge() {
    return groups.stream().allMatch(group -> group.rule().since().equals(rule.since()));
  }

  /// Whether any rule bounds the bytes of an owner, or its events of a day.
  public boolean boundsOwners() {
    return rule.isBounded() || groups.stream().anyMatch(group -> group.rule().isBounded());
  }

  /// Divides what may stay among several, so that those with least lose last.
  ///
  /// @param counts how much each has
  /// @param most how much all may have together
  /// @return how much each may keep
  public static long[] divided(long[] counts, long most) {
    long[] sorted = counts.clone();
    Arrays.sort(sorted);
    long left = most;
    long level = 0;
    for (int i = 0; i < sorted.length; i++) {
      level = left / (sorted.length - i);
      if (sorted[i] > level) {
        break;
      }
      left -= sorted[i];
      level = Long.MAX_VALUE;
    }
    long[] kept = new long[counts.length];
    for (int i = 0; i < counts.length; i++) {
      kept[i] = Math.min(counts[i], level);
    }
    return kept;
  }
}
