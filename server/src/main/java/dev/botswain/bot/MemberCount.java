package dev.botswain.bot;

import dev.botswain.limit.Limit;
import dev.botswain.limit.Owner;
import java.util.HashMap;
import java.util.Map;

/// How many members bots have in memory, counted as they come and go: no owner with more than its
/// share, so that one does not take from all. Safe for any thread.
final class MemberCount {
  private final Map<String, Long> byOwner = new HashMap<>();
  private long counted;

  /// The bots of an owner have this many more, or fewer.
  synchronized void add(Owner owner, long more) {
    String name = owner.name();
    long before = byOwner.getOrDefault(name, 0L);
    long now = before + more;
    if (now == 0) {
      byOwner.remove(name);
    } else {
      byOwner.put(name, now);
    }
    counted += withinShare(now) - withinShare(before);
  }

  /// How many more the bots of an owner may fetch before a caller requests them.
  synchronized long roomFor(Owner owner) {
    long own = Limit.MEMBERS_AHEAD.share() - byOwner.getOrDefault(owner.name(), 0L);
    return Math.max(0, Math.min(own, Limit.MEMBERS_AHEAD.total() - counted));
  }

  private static long withinShare(long members) {
    return Math.min(members, Limit.MEMBERS_AHEAD.share());
  }
}
