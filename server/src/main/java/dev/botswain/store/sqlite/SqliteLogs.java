package dev.botswain.store.sqlite;

import dev.botswain.store.sql.Select;
import dev.botswain.store.sql.TrimPlan;
import dev.botswain.store.sql.TrimPlan.Count;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The logs in a file, for a trim; all of them are in `events_of_bot`.
final class SqliteLogs implements TrimPlan.Logs {
  private final Connection connection;
  private long firstOfDay;

  SqliteLogs(Connection connection) {
    this.connection = connection;
  }

  @Override
  public List<Count> counts() throws SQLException {
    return Select.list(
        connection,
        "SELECT bot, count(*), sum(bytes), min(id) FROM events_of_bot GROUP BY bot",
        row -> new Count(row.getLong(1), row.getInt(2), row.getLong(3), row.getLong(4)));
  }

  @Override
  public long beforeFirst(long bot, Instant since) throws SQLException {
    return Select.list(
            connection,
            """
            SELECT coalesce((
              SELECT events.id FROM events_of_bot AS of CROSS JOIN events ON events.id = of.id
              WHERE of.bot = ? AND events.time >= ? ORDER BY of.id LIMIT 1
            ) - 1, %s)
            """
                .formatted(Long.MAX_VALUE),
            row -> row.getLong(1),
            bot,
            since.toEpochMilli())
        .getFirst();
  }

  @Override
  public Optional<Long> allBut(long bot, long newest) throws SQLException {
    return Select.first(
        connection,
        "SELECT id FROM events_of_bot WHERE bot = ? ORDER BY id DESC LIMIT 1 OFFSET ?",
        row -> row.getLong(1),
        bot,
        newest);
  }

  /// The moment is the same for all bots.
  @Override
  public long since(long bot, Instant since) throws SQLException {
    firstOfDay = firstOfDay == 0 ? firstSince(connection, since) : firstOfDay;
    return Select.list(
            connection,
            "SELECT count(*) FROM events_of_bot WHERE bot = ? AND id >= ?",
            row -> row.getLong(1),
            bot,
            firstOfDay)
        .getFirst();
  }

  /// The id of the first event since a time. Ids follow the time, so few need to be looked at.
  static long firstSince(Connection connection, Instant since) throws SQLException {
    long least = 1;
    long most = Long.MAX_VALUE;
    while (least < most) {
      long middle = least + (most - least) / 2;
      long[] found =
          Select.first(
                  connection,
                  "SELECT id, time FROM events WHERE id >= ? ORDER BY id LIMIT 1",
                  row -> new long[] {row.getLong(1), row.getLong(2)},
                  middle)
              .orElse(null);
      if (found == null || found[1] >= since.toEpochMilli()) {
        most = middle;
      } else {
        least = found[0] + 1;
      }
    }
    return least;
  }

  @Override
  public List<long[]> next(long bot, long behind, int limit) throws SQLException {
    return Select.list(
        connection,
        "SELECT id, bytes FROM events_of_bot WHERE bot = ? AND id > ? ORDER BY id LIMIT ?",
        row -> new long[] {row.getLong(1), row.getLong(2)},
        bot,
        behind,
        limit);
  }
}
