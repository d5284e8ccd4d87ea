package dev.botswain.store.sqlite;

import dev.botswain.store.Append;
import dev.botswain.store.Backlog;
import dev.botswain.store.EventStore;
import dev.botswain.store.LogSize;
import dev.botswain.store.Retention;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredPage;
import dev.botswain.store.sql.Dialect;
import dev.botswain.store.sql.Reader;
import dev.botswain.store.sql.Select;
import dev.botswain.store.sql.Writer;
import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The tables `events`, `events_of_bot` and `trimmed`.
final class SqliteEvents implements EventStore {
  /// Selects the highest id that an event had, or that no further event may have.
  static final String LAST_ID =
      """
      SELECT max(
        coalesce((SELECT max(id) FROM events), 0),
        coalesce((SELECT max(upto) FROM trimmed), 0),
        coalesce((SELECT value FROM meta WHERE name = '%s'), 0))
      """
          .formatted(Restore.IDS_ABOVE);

  private final Writer writer;
  private final SqliteRows rows;
  private final Reader reader;
  private final EventIndex index;

  SqliteEvents(Writer writer, SqliteRows rows, Reader reader, EventIndex index) {
    this.writer = writer;
    this.rows = rows;
    this.reader = reader;
    this.index = index;
  }

  @Override
  public void append(Append append, Runnable stored) {
    writer.append(append, stored);
  }

  @Override
  public long unstoredBytes() {
    return writer.unstoredBytes();
  }

  @Override
  public Future<StoredPage> page(long botId, long after, int limit, int bytes) {
    return reader.read(connection -> {
      var found = new ArrayList<StoredEvent>();
      Long trimmed = null;
      String waiting = Arrays.toString(index.waiting(botId, after));
      // One statement for both, and so one moment.
      try (var select =
          connection.prepareStatement(
              """
              SELECT id, bot, type, time, data, (SELECT upto FROM trimmed WHERE bot = ?1)
              FROM events WHERE id IN (
                SELECT value FROM json_each(?4)
                UNION ALL
                SELECT id FROM (
                  SELECT id FROM events_of_bot WHERE bot = ?1 AND id > ?2 ORDER BY id LIMIT ?3
                )
              ) ORDER BY id LIMIT ?3
              """)) {
        Select.bind(select, botId, after, limit, waiting);
        int size = 0;
        try (ResultSet row = select.executeQuery()) {
          while (size < bytes && row.next()) {
            StoredEvent event = Select.event(row);
            size += event.data().length;
            found.add(event);
            trimmed = row.getLong(6);
          }
        }
      }
      return new StoredPage(trimmed == null ? trimmed(connection, botId) : trimmed, found);
    });
  }

  private static long trimmed(Connection connection, long botId) throws SQLException {
    return Select.first(
            connection, "SELECT upto FROM trimmed WHERE bot = ?", row -> row.getLong(1), botId)
        .orElse(0L);
  }

  @Override
  public Future<Backlog> backlog(long botId, long after) {
    return reader.read(connection -> {
      String waiting = Arrays.toString(index.waiting(botId, after));
      return Select.list(
              connection,
              """
              WITH behind AS (
                SELECT id FROM events_of_bot WHERE bot = ?1 AND id > ?2
                UNION ALL
                SELECT value FROM json_each(?3)
                WHERE value > (SELECT coalesce(max(id), 0) FROM events_of_bot WHERE bot = ?1)
              )
              SELECT count(*), (SELECT time FROM events WHERE id = (SELECT min(id) FROM behind))
              FROM behind
              """,
              row -> new Backlog(row.getLong(1), row.getLong(2)),
              botId,
              after,
              waiting)
          .getFirst();
    });
  }

  @Override
  public Future<Map<Long, LogSize>> sizes(Collection<Long> bots) {
    return reader.read(connection -> {
      List<Long> waiting = waiting(bots, 0);
      var sizes = new HashMap<Long, LogSize>();
      Select.list(
          connection,
          """
          SELECT bot, count(*), sum(bytes) FROM (
            SELECT bot, bytes FROM events_of_bot WHERE bot IN (SELECT value FROM json_each(?1))
            UNION ALL
            SELECT bot, length(data) FROM events
            WHERE id IN (SELECT value FROM json_each(?2)) AND NOT EXISTS (
              SELECT 1 FROM events_of_bot AS written
              WHERE written.bot = events.bot AND written.id = events.id
            )
          ) GROUP BY bot
          """,
          row -> {
            long events = row.getLong(2);
            long bytes = row.getLong(3) + events * Retention.EVENT_OVERHEAD;
            return sizes.put(row.getLong(1), new LogSize(events, bytes));
          },
          Dialect.numbers(bots),
          Dialect.numbers(waiting));
      return sizes;
    });
  }

  @Override
  public Future<Long> count(Collection<Long> bots, Instant since) {
    return reader.read(connection -> {
      long first = SqliteLogs.firstSince(connection, since);
      return Select.list(
              connection,
              """
              SELECT count(*) FROM (
                SELECT value AS id FROM json_each(?3)
                UNION
                SELECT id FROM events_of_bot
                WHERE bot IN (SELECT value FROM json_each(?1)) AND id >= ?2
              )
              """,
              row -> row.getLong(1),
              Dialect.numbers(bots),
              first,
              Dialect.numbers(waiting(bots, first - 1)))
          .getFirst();
    });
  }

  /// Before the table is queried, see there.
  private List<Long> waiting(Collection<Long> bots, long after) {
    var waiting = new ArrayList<Long>();
    for (long bot : bots) {
      Arrays.stream(index.waiting(bot, after)).forEach(waiting::add);
    }
    return waiting;
  }

  @Override
  public Future<Map<Long, LogEnds>> ends(Collection<Long> bots) {
    return reader.readVital(connection -> {
      var ends = new HashMap<Long, LogEnds>();
      Map<Long, Long> waiting = index.last(bots); // Before the table is queried, see there.
      Select.list(
          connection,
          """
          SELECT asked.value, coalesce((SELECT upto FROM trimmed WHERE bot = asked.value), 0),
            coalesce((SELECT max(id) FROM events_of_bot WHERE bot = asked.value), 0)
          FROM json_each(?) AS asked
          """,
          row -> {
            long bot = row.getLong(1);
            long trimmed = row.getLong(2);
            long last = Math.max(row.getLong(3), waiting.getOrDefault(bot, trimmed));
            return ends.put(bot, new LogEnds(trimmed, Math.max(trimmed, last)));
          },
          Dialect.numbers(bots));
      ends.values().removeIf(LogEnds.EMPTY::equals);
      return ends;
    });
  }

  @Override
  public Future<Long> lastId() {
    return reader.readVital(
        connection -> Select.first(connection, LAST_ID, row -> row.getLong(1)).orElse(0L));
  }

  @Override
  public Future<Map<Long, Long>> trim(Retention retention) {
    return new Trim(reader, writer, rows, retention).run();
  }
}
