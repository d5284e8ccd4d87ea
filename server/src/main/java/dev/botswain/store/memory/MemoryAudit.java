package dev.botswain.store.memory;

import dev.botswain.store.AuditFilter;
import dev.botswain.store.AuditRetention;
import dev.botswain.store.AuditStore;
import dev.botswain.store.Change;
import dev.botswain.store.StoredAuditRecord;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Who did what.
final class MemoryAudit implements AuditStore {
  private final Object lock;
  private final AuditRetention.Room room;
  private final NavigableMap<Long, StoredAuditRecord> byId = new TreeMap<>();
  private long bytes;
  private long lastId;

  /// @param room what those who are known may take, and also what strangers may
  MemoryAudit(Object lock, AuditRetention.Room room) {
    this.lock = lock;
    this.room = room;
  }

  @Override
  public Future<List<StoredAuditRecord>> page(
      AuditFilter filter, long from, boolean newestFirst, int limit) {
    synchronized (lock) {
      var rest =
          newestFirst ? byId.headMap(from, false).descendingMap() : byId.tailMap(from, false);
      return Future.succeededFuture(
          rest.values().stream().filter(filter::passes).limit(limit).toList());
    }
  }

  @Override
  public Future<Long> lastId() {
    synchronized (lock) {
      return Future.succeededFuture(lastId);
    }
  }

  @Override
  public Future<Void> trim(AuditRetention retention) {
    synchronized (lock) {
      forget(retention);
    }
    return Future.succeededFuture();
  }

  /// Under the lock.
  void make(Change.OfAudit change) {
    switch (change) {
      case Change.PutAuditRecord(StoredAuditRecord record) -> {
        if (byId.putIfAbsent(record.id(), record) == null) {
          bytes += record.bytes();
          lastId = Math.max(lastId, record.id());
        }
        if (bytes > 2 * room.total()) {
          var less = // Or the next counts all again.
              new AuditRetention.Room(room.total() - room.total() / 8, room.share());
          forget(new AuditRetention(Instant.EPOCH, Integer.MAX_VALUE, less, less));
        }
      }
      case Change.CompleteAuditRecord(long id, StoredAuditRecord.Result result) ->
          byId.computeIfPresent(
              id, (_, known) -> known.result() == null ? known.with(result) : known);
    }
  }

  /// What an owner has.
  private static final class Use {
    long bytes;
    int count;
  }

  private void forget(AuditRetention retention) {
    var known = new HashMap<String, Use>();
    var strangers = new HashMap<String, Use>();
    for (StoredAuditRecord record : byId.values()) {
      var uses = record.actor().isStranger() ? strangers : known;
      Use use = uses.computeIfAbsent(record.actor().owner(), _ -> new Use());
      use.bytes += record.bytes();
      use.count++;
    }
    long each = share(retention.room(), known);
    long eachStranger = share(retention.roomForStrangers(), strangers);
    for (StoredAuditRecord record : new ArrayList<>(byId.values())) {
      boolean stranger = record.actor().isStranger();
      Use use = (stranger ? strangers : known).getOrDefault(record.actor().owner(), new Use());
      if (record.at().isBefore(retention.since())
          || use.count > retention.perOwner()
          || use.bytes > (stranger ? eachStranger : each)) {
        use.count--;
        use.bytes -= record.bytes();
        byId.remove(record.id());
        bytes -= record.bytes();
      }
    }
  }

  private static long share(AuditRetention.Room given, Map<String, Use> uses) {
    return given.ofEach(uses.values().stream().map(use -> use.bytes).toList());
  }
}
