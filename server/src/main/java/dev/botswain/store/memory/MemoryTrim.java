package dev.botswain.store.memory;

import dev.botswain.store.Retention;
import dev.botswain.store.Retention.Group;
import dev.botswain.store.Retention.Rule;
import dev.botswain.store.StoredEvent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/// Deletes events once.
final class MemoryTrim {
  private final Retention retention;
  private final Map<Long, Group> groups;
  private final Map<Long, NavigableMap<Long, StoredEvent>> byBot;
  private final LongSupplier bytes;
  private final Consumer<StoredEvent> forget;

  /// @param byBot the events of each bot by id
  /// @param bytes how much all of them take now
  /// @param forget removes the oldest event of a bot from there
  MemoryTrim(
      Retention retention,
      Map<Long, NavigableMap<Long, StoredEvent>> byBot,
      LongSupplier bytes,
      Consumer<StoredEvent> forget) {
    this.retention = retention;
    this.groups = retention.byBot();
    this.byBot = byBot;
    this.bytes = bytes;
    this.forget = forget;
  }

  /// The logs of one owner: of a group, or of a bot that is in none.
  private record Owner(Rule rule, List<NavigableMap<Long, StoredEvent>> logs) {}

  void run() {
    byBot.forEach((bot, log) -> {
      Group group = groups.get(bot);
      Rule rule = group == null ? retention.rule() : group.rule();
      while (!log.isEmpty()
          && (first(log).timeMillis() < rule.since().toEpochMilli()
              || log.size() > rule.perBot())) {
        forget.accept(first(log));
      }
    });
    if (retention.boundsOwners()) {
      for (Owner owner : owners()) {
        trimDay(owner);
        trimBytes(List.of(owner.logs()), owner.rule().bytes());
      }
    }
    if (bytes.getAsLong() > retention.bytes()) {
      trimBytes(owners().stream().map(Owner::logs).toList(), retention.bytes());
    }
  }

  private static StoredEvent first(NavigableMap<Long, StoredEvent> log) {
    return log.firstEntry().getValue();
  }

  private Collection<Owner> owners() {
    var owners = new LinkedHashMap<Object, Owner>();
    byBot.forEach((bot, log) -> {
      if (!log.isEmpty()) {
        Group group = groups.get(bot);
        owners
            .computeIfAbsent(
                group == null ? (Object) bot : group,
                _ -> new Owner(group == null ? retention.rule() : group.rule(), new ArrayList<>()))
            .logs()
            .add(log);
      }
    });
    return owners.values();
  }

  private void trimDay(Owner owner) {
    long day = retention.day().toEpochMilli();
    long[] ofDay =
        owner.logs().stream()
            .mapToLong(log -> log.values().stream().filter(one -> one.timeMillis() >= day).count())
            .toArray();
    long[] kept = Retention.divided(ofDay, owner.rule().ofDay());
    for (int i = 0; i < ofDay.length; i++) {
      NavigableMap<Long, StoredEvent> log = owner.logs().get(i);
      while (kept[i] < ofDay[i] && log.size() > kept[i]) {
        forget.accept(first(log));
      }
    }
  }

  /// The oldest of the largest log of the largest owner, until it is small enough.
  private void trimBytes(List<List<NavigableMap<Long, StoredEvent>>> owners, long most) {
    long bytes = 0;
    var bySize = new PriorityQueue<Logs>();
    for (List<NavigableMap<Long, StoredEvent>> owner : owners) {
      var logs = new Logs(owner);
      bytes += logs.bytes;
      bySize.add(logs);
    }
    while (bytes > most && !bySize.isEmpty()) {
      Logs largest = bySize.remove();
      bytes -= largest.forgetOldest();
      if (largest.bytes > 0) {
        bySize.add(largest);
      }
    }
  }

  private record Log(long bytes, NavigableMap<Long, StoredEvent> events) {
    static final Comparator<Log> LARGEST =
        Comparator.comparingLong(Log::bytes)
            .reversed()
            .thenComparing(log -> log.events().firstKey());
  }

  private final class Logs implements Comparable<Logs> {
    private final PriorityQueue<Log> bySize = new PriorityQueue<>(Log.LARGEST);
    long bytes;

    Logs(List<NavigableMap<Long, StoredEvent>> logs) {
      for (NavigableMap<Long, StoredEvent> log : logs) {
        long size = log.values().stream().mapToLong(MemoryEvents::size).sum();
        if (size > 0) {
          bySize.add(new Log(size, log));
          bytes += size;
        }
      }
    }

    long forgetOldest() {
      Log largest = bySize.remove();
      StoredEvent oldest = first(largest.events());
      long size = MemoryEvents.size(oldest);
      forget.accept(oldest);
      bytes -= size;
      if (!largest.events().isEmpty()) {
        bySize.add(new Log(largest.bytes() - size, largest.events()));
      }
      return size;
    }

    @Override
    public int compareTo(Logs other) {
      int size = Long.compare(other.bytes, bytes);
      return size == 0 ? Log.LARGEST.compare(bySize.element(), other.bySize.element()) : size;
    }
  }
}
