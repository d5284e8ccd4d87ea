package dev.botswain.bot;

import dev.botswain.limit.Limit;
import java.util.HashMap;
import java.util.Map;

/// How many members bots have in memory, counted as they come and go: no bot with more than its
/// share, so that one does not take from all. Safe for any thread.
final class MemberCount {
  private final Map<Long, Long> byBot = new HashMap<>();
  private long counted;

  /// A bot has this many more, or fewer.
  synchronized void add(long botId, long more) {
    long before = byBot.getOrDefault(botId, 0L);
    long now = before + more;
    if (now == 0) {
      byBot.remove(botId);
    } else {
      byBot.put(botId, now);
    }
    counted += withinShare(now) - withinShare(before);
  }

  /// How many more a bot may fetch before a caller requests them.
  synchronized long roomFor(long botId) {
    long own = Limit.MEMBERS_AHEAD.share() - byBot.getOrDefault(botId, 0L);
    return Math.max(0, Math.min(own, Limit.MEMBERS_AHEAD.total() - counted));
  }

  private static long withinShare(long members) {
    return Math.min(members, Limit.MEMBERS_AHEAD.share());
  }
}
