package dev.botswain.store.postgres;

import dev.botswain.store.Append;
import dev.botswain.store.NodeStore.Refusal;
import dev.botswain.store.StoredEvent;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where each bot's log stands as far as was reported. After a lost connection the store may be
/// ahead, because a commit was not reported, or behind, because a failover lost some.
final class Positions {
  private final Refusing refusing;
  private final Map<Long, At> last = new HashMap<>();
  private final Set<Key> doubted = new HashSet<>();
  private final Set<Key> stored = new HashSet<>();

  private record At(long epoch, long id) {}

  /// An event.
  record Key(long bot, long id) {
    static Key of(Append append) {
      return new Key(append.event().botId(), append.event().id());
    }
  }

  Positions(Refusing refusing) {
    this.refusing = refusing;
  }

  /// These are stored, and will be reported.
  void reached(Collection<Append> appends) {
    for (Append append : appends) {
      StoredEvent event = append.event();
      At before = last.get(event.botId());
      if (before == null || before.epoch() != append.epoch() || before.id() < event.id()) {
        last.put(event.botId(), new At(append.epoch(), event.id()));
      }
    }
    stored.clear();
  }

  /// Whether an event was found to be stored although that was not reported.
  boolean isStored(Append append) {
    return !stored.isEmpty() && stored.contains(Key.of(append));
  }

  /// It is not known whether these are stored. To be found out on the next connection.
  void doubt(Collection<Append> appends) {
    appends.forEach(append -> doubted.add(Key.of(append)));
  }

  /// To be called on each new connection, when no earlier one is at work any more.
  void check(Connection connection, @Nullable UUID me) throws SQLException {
    if (!doubted.isEmpty()) {
      stored.addAll(found(connection, doubted));
      doubted.clear();
    }
    if (me != null && !last.isEmpty()) {
      checkBehind(connection, me);
    }
  }

  private void checkBehind(Connection connection, UUID me) throws SQLException {
    var epochs = new HashMap<>(last);
    try (var select =
        connection.prepareStatement(
            """
            SELECT its.bot, its.epoch, greatest(
              coalesce((SELECT trimmed FROM logs WHERE logs.bot = its.bot), 0),
              coalesce((SELECT max(id) FROM events WHERE events.bot = its.bot), 0))
            FROM ownership AS its WHERE node = ? AND bot = ANY (?)
            """)) {
      select.setObject(1, me);
      select.setArray(2, Numbers.of(connection, last.keySet()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          long bot = row.getLong(1);
          At at = epochs.get(bot);
          if (at != null && at.epoch() == row.getLong(2) && row.getLong(3) < at.id()) {
            last.remove(bot);
            refusing.add(new Refusal.Behind(bot, at.epoch()));
          }
        }
      }
    }
  }

  /// Which of some events are stored.
  static Set<Key> found(Connection connection, Collection<Key> keys) throws SQLException {
    var found = new HashSet<Key>();
    try (var select =
        connection.prepareStatement(
            "SELECT bot, id FROM events JOIN unnest(?, ?) AS asked(bot, id) USING (bot, id)")) {
      select.setArray(1, Numbers.of(connection, keys.stream().mapToLong(Key::bot).toArray()));
      select.setArray(2, Numbers.of(connection, keys.stream().mapToLong(Key::id).toArray()));
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(new Key(row.getLong(1), row.getLong(2)));
        }
      }
    }
    return found;
  }

  /// The same.
  static Set<Key> found(Connection connection, List<Append> appends) throws SQLException {
    return found(connection, appends.stream().map(Key::of).toList());
  }

  /// Whether a transaction took place, as far as this server knows. After a failover it may know
  /// another one of this number, or none.
  static boolean isCommitted(Connection connection, String transaction) throws SQLException {
    try (var select = connection.prepareStatement("SELECT pg_xact_status(?::xid8)")) {
      select.setString(1, transaction);
      try (ResultSet row = select.executeQuery()) {
        return row.next() && "committed".equals(row.getString(1));
      }
    } catch (SQLException e) {
      if (Failures.isOfTheData(e)) { // In the future of this server.
        return false;
      }
      throw e;
    }
  }

  void forgetAll() {
    last.clear();
  }
}
