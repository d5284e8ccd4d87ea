package dev.botswain.store.memory;

import dev.botswain.store.Append;
import dev.botswain.store.Backlog;
import dev.botswain.store.Change;
import dev.botswain.store.EventStore;
import dev.botswain.store.LogSize;
import dev.botswain.store.Retention;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredPage;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// The logs of all bots.
final class MemoryEvents implements EventStore {
  private final Object lock;
  private final Consumer<Append> appended;
  private final BooleanSupplier closed;
  private final Map<Long, NavigableMap<Long, StoredEvent>> byBot = new HashMap<>();
  private final NavigableMap<Long, StoredEvent> byAge = new TreeMap<>();
  private final Map<Long, Long> trimmed = new HashMap<>();
  private long bytes;

  /// @param appended receives, under the lock, what is stored together with an event
  /// @param closed whether nothing is accepted any more
  MemoryEvents(Object lock, Consumer<Append> appended, BooleanSupplier closed) {
    this.lock = lock;
    this.appended = appended;
    this.closed = closed;
  }

  @Override
  public void append(Append append, Runnable stored) {
    synchronized (lock) {
      StoredEvent event = append.event();
      if (closed.getAsBoolean() || byAge.putIfAbsent(event.id(), event) != null) {
        return;
      }
      byBot.computeIfAbsent(event.botId(), _ -> new TreeMap<>()).put(event.id(), event);
      bytes += size(event);
      appended.accept(append);
    }
    stored.run();
  }

  @Override
  public long unstoredBytes() {
    return 0;
  }

  private NavigableMap<Long, StoredEvent> ofBot(long bot) {
    return byBot.getOrDefault(bot, new TreeMap<>());
  }

  @Override
  public Future<StoredPage> page(long botId, long after, int limit, int most) {
    synchronized (lock) {
      var found = new ArrayList<StoredEvent>();
      int size = 0;
      for (StoredEvent event : ofBot(botId).tailMap(after, false).values()) {
        if (found.size() == limit || size >= most) {
          break;
        }
        found.add(event);
        size += event.data().length;
      }
      return Future.succeededFuture(new StoredPage(trimmed.getOrDefault(botId, 0L), found));
    }
  }

  @Override
  public Future<Backlog> backlog(long botId, long after) {
    synchronized (lock) {
      var behind = ofBot(botId).tailMap(after, false);
      return Future.succeededFuture(
          behind.isEmpty()
              ? new Backlog(0, 0)
              : new Backlog(behind.size(), behind.firstEntry().getValue().timeMillis()));
    }
  }

  @Override
  public Future<Map<Long, LogSize>> sizes(Collection<Long> bots) {
    var sizes = new HashMap<Long, LogSize>();
    synchronized (lock) {
      for (long bot : bots) {
        var events = ofBot(bot).values();
        if (!events.isEmpty()) {
          long bytes = events.stream().mapToLong(MemoryEvents::size).sum();
          sizes.put(bot, new LogSize(events.size(), bytes));
        }
      }
    }
    return Future.succeededFuture(sizes);
  }

  @Override
  public Future<Long> count(Collection<Long> bots, Instant since) {
    long millis = since.toEpochMilli();
    synchronized (lock) {
      return Future.succeededFuture(
          bots.stream()
              .flatMap(bot -> ofBot(bot).values().stream())
              .filter(event -> event.timeMillis() >= millis)
              .count());
    }
  }

  @Override
  public Future<Map<Long, LogEnds>> ends(Collection<Long> bots) {
    var ends = new HashMap<Long, LogEnds>();
    synchronized (lock) {
      for (long bot : bots) {
        long from = trimmed.getOrDefault(bot, 0L);
        NavigableMap<Long, StoredEvent> log = ofBot(bot);
        var ofBot = new LogEnds(from, log.isEmpty() ? from : log.lastKey());
        if (!ofBot.equals(LogEnds.EMPTY)) {
          ends.put(bot, ofBot);
        }
      }
    }
    return Future.succeededFuture(ends);
  }

  @Override
  public Future<Long> lastId() {
    synchronized (lock) {
      long last = byAge.isEmpty() ? 0 : byAge.lastKey();
      for (long upTo : trimmed.values()) {
        last = Math.max(last, upTo);
      }
      return Future.succeededFuture(last);
    }
  }

  /// Under the lock.
  void make(Change.OfEvents change) {
    switch (change) {
      case Change.BeginLog(long bot, long id) -> trimmed.putIfAbsent(bot, id);
    }
  }

  @Override
  public Future<Map<Long, Long>> trim(Retention retention) {
    synchronized (lock) {
      var last = new HashMap<Long, Long>();
      new MemoryTrim(retention, byBot, () -> bytes, event -> forget(event, last)).run();
      byBot.values().removeIf(Map::isEmpty);
      trimmed.putAll(last);
      return Future.succeededFuture(last);
    }
  }

  private void forget(StoredEvent event, Map<Long, Long> last) {
    byAge.remove(event.id());
    NavigableMap<Long, StoredEvent> ofBot = byBot.get(event.botId());
    if (ofBot != null && ofBot.remove(event.id()) != null) {
      bytes -= size(event);
      last.merge(event.botId(), event.id(), Math::max);
    }
  }

  static int size(StoredEvent event) {
    return event.data().length + Retention.EVENT_OVERHEAD;
  }
}
