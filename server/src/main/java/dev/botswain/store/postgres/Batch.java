package dev.botswain.store.postgres;

import dev.botswain.store.Append;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredResumePoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Events that are added by one statement, in the order in which they came.
final class Batch {
  private static final String APPEND = "SELECT append(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

  private final List<Append> appends = new ArrayList<>();
  private final Map<Long, Long> epochs = new HashMap<>();

  /// Whether an event can be added: a bot has one epoch in a batch.
  boolean takes(Append append) {
    Long epoch = epochs.get(append.event().botId());
    return epoch == null || epoch == append.epoch();
  }

  void add(Append append) {
    appends.add(append);
    epochs.put(append.event().botId(), append.epoch());
  }

  List<Append> appends() {
    return appends;
  }

  boolean isEmpty() {
    return appends.isEmpty();
  }

  void clear() {
    appends.clear();
    epochs.clear();
  }

  /// Adds them.
  ///
  /// @param statement as [#prepare] makes it
  /// @return the bots whose events were refused, because others own them
  Set<Long> execute(Connection connection, PreparedStatement statement, UUID me)
      throws SQLException {
    int size = appends.size();
    long[] bots = new long[size];
    long[] ids = new long[size];
    long[] shards = new long[size];
    long[] sequences = new long[size];
    String[] types = new String[size];
    long[] times = new long[size];
    byte[][] datas = new byte[size][];
    for (int i = 0; i < size; i++) {
      StoredEvent event = appends.get(i).event();
      StoredResumePoint upTo = appends.get(i).upTo();
      bots[i] = event.botId();
      ids[i] = event.id();
      shards[i] = upTo == null ? -1 : upTo.shard();
      sequences[i] = upTo == null ? -1 : upTo.sequence();
      types[i] = event.type();
      times[i] = event.timeMillis();
      datas[i] = event.data();
    }
    long[] owned = new long[epochs.size()];
    long[] ofOwned = new long[owned.length];
    int n = 0;
    for (var bot : epochs.entrySet()) {
      owned[n] = bot.getKey();
      ofOwned[n++] = bot.getValue();
    }
    statement.setObject(1, me);
    statement.setArray(2, Numbers.of(connection, owned));
    statement.setArray(3, Numbers.of(connection, ofOwned));
    statement.setArray(4, Numbers.of(connection, bots));
    statement.setArray(5, Numbers.of(connection, ids));
    statement.setArray(6, Numbers.of(connection, shards));
    statement.setArray(7, Numbers.of(connection, sequences));
    statement.setArray(8, connection.createArrayOf("text", types));
    statement.setArray(9, Numbers.of(connection, times));
    statement.setArray(10, connection.createArrayOf("bytea", datas));
    try (ResultSet row = statement.executeQuery()) {
      row.next();
      var refused = row.getArray(1);
      return refused == null ? Set.of() : new HashSet<>(List.of((Long[]) refused.getArray()));
    }
  }

  static PreparedStatement prepare(Connection connection) throws SQLException {
    return connection.prepareStatement(APPEND);
  }
}
