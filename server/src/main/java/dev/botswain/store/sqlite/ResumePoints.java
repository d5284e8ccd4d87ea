package dev.botswain.store.sqlite;

import dev.botswain.store.StoredResumePoint;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes resume points. Of nearly all of them only the sequence is new, and of those of one
/// transaction only the last counts, so sequences have a table of their own, with many to a page.
final class ResumePoints {
  private final Rows rows;
  private final Map<ShardOf, StoredResumePoint> reached = new LinkedHashMap<>();
  private final Map<ShardOf, StoredResumePoint> written = new HashMap<>();

  private record ShardOf(long bot, int shard) {}

  ResumePoints(Rows rows) {
    this.rows = rows;
  }

  void reached(StoredResumePoint point) {
    reached.put(new ShardOf(point.botId(), point.shard()), point);
  }

  /// Writes what was reached in this transaction.
  void flush() throws SQLException {
    for (var point : reached.entrySet()) {
      write(point.getValue(), written.put(point.getKey(), point.getValue()));
    }
    reached.clear();
  }

  private void write(StoredResumePoint point, @Nullable StoredResumePoint before)
      throws SQLException {
    if (before != null && sameSession(before, point)) {
      rows.execute(
          "UPDATE resume_points SET sequence = ? WHERE bot = ? AND shard = ?",
          point.sequence(),
          point.botId(),
          point.shard());
      return;
    }
    rows.execute(
        "INSERT OR REPLACE INTO gateway_sessions VALUES (?, ?, ?, ?, ?)",
        point.botId(),
        point.shard(),
        point.shards(),
        point.sessionId(),
        point.resumeUrl());
    rows.execute(
        "INSERT OR REPLACE INTO resume_points VALUES (?, ?, ?)",
        point.botId(),
        point.shard(),
        point.sequence());
  }

  private static boolean sameSession(StoredResumePoint one, StoredResumePoint other) {
    return one.shards() == other.shards()
        && one.sessionId().equals(other.sessionId())
        && one.resumeUrl().equals(other.resumeUrl());
  }

  /// What was reached of a bot, in this transaction too, does not count any more.
  void forget(long bot) {
    reached.keySet().removeIf(shard -> shard.bot() == bot);
    written.keySet().removeIf(shard -> shard.bot() == bot);
  }

  /// What was written in this transaction was not.
  void rolledBack() {
    reached.clear();
    written.clear();
  }
}
