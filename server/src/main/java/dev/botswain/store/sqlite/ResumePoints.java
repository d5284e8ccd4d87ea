package dev.botswain.store.sqlite;

import dev.botswain.store.StoredResumePoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes resume points. Of nearly all of them only the sequence is new, and that stands in the
/// event as well, so they are written now and then, all at once: a start finds those that were
/// reached since in the events behind the last one that was written, see [SqliteBots#resumePoints].
///
/// For that no such event may belong to an earlier gateway session, nor have an id below the last
/// one that was written; a point of which either is true has all written with it. Those that an
/// earlier run reached and did not write are written with the first of this run.
final class ResumePoints {
  /// Events that a start looks through at most.
  private static final int EVENTS_BETWEEN = 4_096;

  private final Statements to;
  private final Map<ShardOf, Reached> reached = new LinkedHashMap<>();
  private final Map<ShardOf, StoredResumePoint> written = new HashMap<>();
  private long lastEvent = Long.MIN_VALUE;
  private int events;
  private boolean due;
  private boolean flushed;

  private record ShardOf(long bot, int shard) {}

  private record Reached(StoredResumePoint point, long event) {}

  ResumePoints(Connection connection, Statements to) throws SQLException {
    this.to = to;
    Select.list(
        connection,
        """
        WITH latest AS (
          SELECT bot, shard, sequence, max(id) AS event, count(*) AS events FROM events
          WHERE id > (SELECT max(event) FROM resume_points) AND sequence IS NOT NULL
          GROUP BY bot, shard
        )
        SELECT bot, shard, shards, session, url, sequence, event, events
        FROM latest JOIN shard_sessions USING (bot, shard)
        """,
        this::reachedEarlier);
    Select.first(
            connection,
            "SELECT coalesce(max(event), ?) FROM resume_points",
            row -> row.getLong(1),
            Long.MIN_VALUE)
        .ifPresent(last -> lastEvent = last);
  }

  private ShardOf reachedEarlier(ResultSet row) throws SQLException {
    var point =
        new StoredResumePoint(
            row.getLong(1),
            row.getInt(2),
            row.getInt(3),
            row.getString(4),
            row.getString(5),
            row.getLong(6));
    var shard = new ShardOf(point.botId(), point.shard());
    reached.put(shard, new Reached(point, row.getLong(7)));
    events += row.getInt(8);
    return shard;
  }

  /// @param event the one that comes before the point
  void reached(StoredResumePoint point, long event) {
    var shard = new ShardOf(point.botId(), point.shard());
    reached.put(shard, new Reached(point, event));
    events++;
    due |= event < lastEvent || events >= EVENTS_BETWEEN || !sameSession(shard, point);
  }

  private boolean sameSession(ShardOf shard, StoredResumePoint point) {
    StoredResumePoint before = written.get(shard);
    return before != null
        && before.shards() == point.shards()
        && before.sessionId().equals(point.sessionId())
        && before.resumeUrl().equals(point.resumeUrl());
  }

  /// Has the next transaction write what was reached.
  void flushNext() {
    due = true;
  }

  /// Writes what was reached, if it is time to.
  void flush() throws SQLException {
    if (!due) {
      return;
    }
    for (var point : reached.entrySet()) {
      write(point.getKey(), point.getValue());
    }
    flushed = true;
  }

  private void write(ShardOf shard, Reached reached) throws SQLException {
    StoredResumePoint point = reached.point();
    if (!sameSession(shard, point)) {
      to.execute(
          "INSERT OR REPLACE INTO shard_sessions VALUES (?, ?, ?, ?, ?)",
          point.botId(),
          point.shard(),
          point.shards(),
          point.sessionId(),
          point.resumeUrl());
    }
    to.execute(
        "INSERT OR REPLACE INTO resume_points VALUES (?, ?, ?, ?)",
        point.botId(),
        point.shard(),
        point.sequence(),
        reached.event());
  }

  /// What was written in this transaction is stored.
  void committed() {
    if (flushed) {
      reached.forEach((shard, at) -> {
        written.put(shard, at.point());
        lastEvent = Math.max(lastEvent, at.event());
      });
      reached.clear();
      events = 0;
      due = false;
      flushed = false;
    }
  }

  /// What was reached of a bot, in this transaction too, does not count any more.
  void forget(long bot) {
    reached.keySet().removeIf(shard -> shard.bot() == bot);
    written.keySet().removeIf(shard -> shard.bot() == bot);
  }

  /// What was written in this transaction was not. What was reached in it is reached once more in
  /// the next.
  void rolledBack() {
    flushed = false;
  }
}
