package dev.botswain.store.postgres;

import dev.botswain.store.StoredEvent;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The partitions of the events. Ids begin at the clock ([StoredEvent#idAt]), so each has the
/// events of some hours, and is dropped as a whole once they are too old.
final class Partitions {
  private static final Duration WIDTH = Duration.ofHours(4);

  /// The first that is for some hours alone; what is below has one partition.
  private static final long FIRST = slot(Instant.parse("2020-01-01T00:00:00Z"));

  private final Set<Long> known = ConcurrentHashMap.newKeySet();

  private static long slot(Instant time) {
    return time.toEpochMilli() / WIDTH.toMillis();
  }

  private static long slot(long id) {
    return Math.max(id < 0 ? -1 : StoredEvent.millisOf(id) / WIDTH.toMillis(), FIRST - 1);
  }

  /// Whether an event surely finds its partition.
  boolean isThere(long id) {
    return known.contains(slot(id));
  }

  /// Adds the partition of an event, if it is not there.
  void add(Connection connection, long id) throws SQLException {
    addSlot(connection, slot(id));
  }

  /// Adds those for now and for what comes next.
  void addAhead(Connection connection, Instant now) throws SQLException {
    addSlot(connection, slot(now));
    addSlot(connection, slot(now) + 1);
  }

  private void addSlot(Connection connection, long slot) throws SQLException {
    if (known.contains(slot)) {
      return;
    }
    try (var add = connection.prepareStatement("SELECT add_partition(?, ?, ?)")) {
      add.setString(1, name(slot));
      add.setString(2, slot < FIRST ? "MINVALUE" : String.valueOf(first(slot)));
      add.setString(3, String.valueOf(first(slot + 1)));
      add.execute();
    }
    known.add(slot);
  }

  private static String name(long slot) {
    return slot < FIRST ? "events_old" : "events_" + slot;
  }

  private static long first(long slot) {
    return StoredEvent.idAt(slot * WIDTH.toMillis());
  }

  /// Which partition a name is of, or -1.
  static long slotOf(String name) {
    return name.matches("events_[0-9]+") ? Long.parseLong(name.substring(7)) : -1;
  }

  /// The first id that is not in a partition any more.
  static long end(long slot) {
    return first(slot + 1);
  }

  void forget(long slot) {
    known.remove(slot);
  }

  void forgetAll() {
    known.clear();
  }
}
