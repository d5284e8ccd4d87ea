package dev.botswain.event;

import dev.botswain.config.DataConfig;
import dev.botswain.config.EventRetention;
import dev.botswain.limit.Owner;
import dev.botswain.limit.Owners;
import dev.botswain.limit.Quota;
import dev.botswain.store.Retention;
import dev.botswain.store.Retention.Group;
import dev.botswain.store.Retention.Rule;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How much of the events of each owner is kept, as the settings say and what the operator allows
/// at this moment.
final class Retained {
  private static final Duration DAY = Duration.ofDays(1);

  private final Owners owners;
  private final DataConfig data;

  Retained(Owners owners, DataConfig data) {
    this.owners = owners;
    this.data = data;
  }

  /// The owners that may have several bots, with the bots.
  ///
  /// @param open a bot that has been connected belongs to the owner that it had then
  Map<Owner, Set<Long>> groups(Collection<EventLog> open) {
    var ownerOf = new HashMap<Long, Owner>();
    for (long bot : owners.members()) {
      ownerOf.put(bot, owners.owner(bot, bot));
    }
    for (EventLog log : open) {
      if (log.owner().isGroup() || ownerOf.containsKey(log.botId())) {
        ownerOf.put(log.botId(), log.owner());
      }
    }
    var groups = new HashMap<Owner, Set<Long>>();
    ownerOf.forEach((bot, owner) -> {
      if (owner.isGroup()) {
        groups.computeIfAbsent(owner, _ -> new HashSet<>()).add(bot);
      }
    });
    return groups;
  }

  Retention by(Instant now, Collection<EventLog> open) {
    return new Retention(
        rule(owners.usual(), now),
        data.maxBytes(),
        now.minus(DAY),
        groups(open).entrySet().stream()
            .map(group -> new Group(group.getValue(), rule(group.getKey(), now)))
            .toList());
  }

  private Rule rule(Owner owner, Instant now) {
    EventRetention usual = data.eventRetention();
    Owner.Kept own = owner.kept();
    return new Rule(
        now.minus(own == null ? usual.age() : own.age()),
        own == null ? usual.count() : own.count(),
        owner.most(Quota.BYTES, Long.MAX_VALUE),
        owner.most(Quota.EVENTS_PER_DAY, Long.MAX_VALUE));
  }
}
