package dev.botswain.store.sqlite;

import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.sql.Select;
import dev.botswain.store.sql.Statements;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/// Writes resume points. Almost all of them differ only in the sequence, which is also in the
/// event. So they are written from time to time, all at once: a start finds the later ones in the
/// events after the last one that was written, see [#SELECT].
///
/// This requires that no such event belongs to an earlier gateway session, or has an id below the
/// last one that was written; a point for which that is not so makes all of them be written. Points
/// that an earlier run reached but did not write are written with the first of this run.
final class ResumePoints {
  /// The written resume point may be behind the events that followed.
  static final String SELECT =
      """
      WITH latest AS (
        SELECT bot, shard, sequence, max(id) FROM events
        WHERE id > (SELECT max(event) FROM resume_points) AND sequence IS NOT NULL
        GROUP BY bot, shard
      )
      SELECT bot, shard, shards, session, url,
        coalesce(latest.sequence, resume_points.sequence) AS sequence
      FROM shard_sessions JOIN resume_points USING (bot, shard)
      LEFT JOIN latest USING (bot, shard)
      WHERE bot IN (SELECT value FROM json_each(?))
      """;

  /// The most events that a start reads through.
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

  /// @param event the one before the point
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

  /// Makes the next transaction write the points that were reached.
  void flushNext() {
    due = true;
  }

  /// Writes the points that were reached, if it is time.
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

  /// The transaction is stored.
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

  /// The points of a bot, including those in this transaction, no longer count.
  void forget(long bot) {
    reached.keySet().removeIf(shard -> shard.bot() == bot);
    written.keySet().removeIf(shard -> shard.bot() == bot);
  }

  /// The transaction is not stored. Its points are reached again in the next one.
  void rolledBack() {
    flushed = false;
  }
}
