package dev.botswain.store.postgres;

import dev.botswain.store.sql.Select;
import dev.botswain.store.sql.TrimPlan;
import dev.botswain.store.sql.TrimPlan.Count;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The logs of all nodes, for a trim, as they were counted last.
final class PostgresLogs implements TrimPlan.Logs {
  private final Connection connection;

  PostgresLogs(Connection connection) {
    this.connection = connection;
  }

  @Override
  public List<Count> counts() throws SQLException {
    return Select.list(
        connection,
        """
        SELECT bot, events, bytes, oldest.id FROM logs CROSS JOIN LATERAL (
          SELECT id FROM events WHERE events.bot = logs.bot AND id > trimmed ORDER BY id LIMIT 1
        ) AS oldest WHERE logs.events > 0
        """,
        row -> new Count(row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4)));
  }

  @Override
  public long beforeFirst(long bot, Instant since) throws SQLException {
    return Select.list(
            connection,
            "SELECT before_first(?, ?)",
            row -> row.getLong(1),
            bot,
            since.toEpochMilli())
        .getFirst();
  }

  @Override
  public Optional<Long> allBut(long bot, long newest) throws SQLException {
    return Select.first(
        connection,
        "SELECT id FROM events WHERE bot = ? AND id > (SELECT trimmed FROM logs WHERE bot = ?)"
            + " ORDER BY id DESC LIMIT 1 OFFSET ?",
        row -> row.getLong(1),
        bot,
        bot,
        newest);
  }

  @Override
  public long since(long bot, Instant since) throws SQLException {
    return Select.list(
            connection,
            "SELECT count(*) FROM events WHERE bot = ? AND id >= first_since(?, ?)",
            row -> row.getLong(1),
            bot,
            bot,
            since.toEpochMilli())
        .getFirst();
  }

  @Override
  public List<long[]> next(long bot, long behind, int limit) throws SQLException {
    return Select.list(
        connection,
        "SELECT id, octet_length(data) FROM events WHERE bot = ? AND id > ? ORDER BY id LIMIT ?",
        row -> new long[] {row.getLong(1), row.getLong(2)},
        bot,
        behind,
        limit);
  }
}
