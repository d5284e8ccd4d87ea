package dev.botswain.store.postgres;

import dev.botswain.store.Append;
import dev.botswain.store.Backlog;
import dev.botswain.store.EventStore;
import dev.botswain.store.LogSize;
import dev.botswain.store.Retention;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredPage;
import dev.botswain.store.sql.Dialect;
import dev.botswain.store.sql.Select;
import dev.botswain.store.sql.Writer;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/// The tables `events` and `logs`. Rows up to `trimmed` are no part of a log any more, whether they
/// are there or not.
final class PostgresEvents implements EventStore {
  private static final String PAGE =
      """
      SELECT its.trimmed, page.id, page.bot, page.type, page.time, page.data
      FROM (SELECT coalesce((SELECT trimmed FROM logs WHERE bot = ?), 0) AS trimmed) AS its
      LEFT JOIN LATERAL (
        SELECT *, sum(octet_length(data)) OVER (ORDER BY id) - octet_length(data) AS before FROM (
          SELECT * FROM events WHERE bot = ? AND id > greatest(its.trimmed, ?)
          ORDER BY id LIMIT ?
        ) AS following
      ) AS page ON page.before < ?
      ORDER BY page.id
      """;

  private static final String BACKLOG =
      """
      WITH behind AS (
        SELECT greatest(?, (SELECT trimmed FROM logs WHERE bot = ?)) AS id
      )
      SELECT
        (SELECT count(*) FROM events WHERE bot = ? AND id > (SELECT id FROM behind)),
        (SELECT time FROM events WHERE bot = ? AND id > (SELECT id FROM behind)
          ORDER BY id LIMIT 1)
      """;

  private static final String SIZES =
      """
      SELECT logs.bot, logs.events + added.events, logs.bytes + added.bytes FROM logs
      CROSS JOIN LATERAL (
        SELECT count(*) AS events, coalesce(sum(octet_length(data)), 0) AS bytes FROM events
        WHERE events.bot = logs.bot AND id > greatest(counted, trimmed)
      ) AS added
      WHERE logs.bot IN %s
      """
          .formatted(Dialect.POSTGRES.numbers());

  private static final String COUNT =
      """
      SELECT coalesce(sum(ours.events), 0) FROM json_array_elements_text(?::json) AS asked
      CROSS JOIN LATERAL (
        SELECT count(*) AS events FROM events
        WHERE bot = asked::bigint AND id >= first_since(asked::bigint, ?)
      ) AS ours
      """;

  private static final String ENDS =
      """
      SELECT bot, trimmed, coalesce(
        (SELECT id FROM events WHERE events.bot = logs.bot AND id > trimmed
          ORDER BY id DESC LIMIT 1), trimmed)
      FROM logs WHERE bot IN %s
      """
          .formatted(Dialect.POSTGRES.numbers());

  private static final String LAST_ID =
      """
      SELECT coalesce(max(greatest(trimmed, counted, newer.id)), 0) FROM logs
      LEFT JOIN LATERAL (
        SELECT id FROM events WHERE events.bot = logs.bot AND id > counted
        ORDER BY id DESC LIMIT 1
      ) AS newer ON TRUE
      """;

  private final Writer writer;
  private final PostgresReader reader;
  private final PostgresNodes nodes;
  private final PostgresTrim trim;

  PostgresEvents(Writer writer, PostgresReader reader, PostgresNodes nodes, PostgresTrim trim) {
    this.nodes = nodes;
    this.writer = writer;
    this.reader = reader;
    this.trim = trim;
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
      long trimmed = 0;
      try (var select = connection.prepareStatement(PAGE)) {
        Select.bind(select, botId, botId, after, limit, bytes);
        try (ResultSet row = select.executeQuery()) {
          while (row.next()) {
            trimmed = row.getLong(1);
            long id = row.getLong(2);
            if (!row.wasNull()) {
              found.add(
                  new StoredEvent(
                      id, row.getLong(3), row.getString(4), row.getLong(5), row.getBytes(6)));
            }
          }
        }
      }
      return new StoredPage(trimmed, found);
    });
  }

  @Override
  public Future<Backlog> backlog(long botId, long after) {
    return reader.read(connection ->
        Select.list(
                connection,
                BACKLOG,
                row -> new Backlog(row.getLong(1), row.getLong(2)),
                after,
                botId,
                botId,
                botId)
            .getFirst());
  }

  @Override
  public Future<Map<Long, LogSize>> sizes(Collection<Long> bots) {
    return reader.read(connection -> {
      var sizes = new HashMap<Long, LogSize>();
      Select.list(
          connection,
          SIZES,
          row -> {
            long events = row.getLong(2);
            long bytes = row.getLong(3) + events * Retention.EVENT_OVERHEAD;
            return sizes.put(row.getLong(1), new LogSize(events, bytes));
          },
          Dialect.numbers(bots));
      sizes.values().removeIf(LogSize.EMPTY::equals);
      return sizes;
    });
  }

  @Override
  public Future<Long> count(Collection<Long> bots, Instant since) {
    return reader.read(connection ->
        Select.list(
                connection,
                COUNT,
                row -> row.getLong(1),
                Dialect.numbers(bots),
                since.toEpochMilli())
            .getFirst());
  }

  @Override
  public Future<Map<Long, LogEnds>> ends(Collection<Long> bots) {
    return reader.readVital(connection -> {
      var ends = new HashMap<Long, LogEnds>();
      Select.list(
          connection,
          ENDS,
          row -> ends.put(row.getLong(1), new LogEnds(row.getLong(2), row.getLong(3))),
          Dialect.numbers(bots));
      ends.values().removeIf(LogEnds.EMPTY::equals);
      return ends;
    });
  }

  @Override
  public Future<Long> lastId() {
    return reader.readVital(
        connection -> Select.list(connection, LAST_ID, row -> row.getLong(1)).getFirst());
  }

  @Override
  public Future<Map<Long, Long>> trim(Retention retention) {
    return nodes.written().compose(_ -> reader.read(connection -> trim.run(connection, retention)));
  }

  /// Where shards resume, for some bots.
  static final String RESUME_POINTS =
      """
      SELECT its.bot, its.shard, its.shards, its.session, its.url,
        coalesce(latest.sequence, its.sequence) AS sequence
      FROM shard_sessions AS its
      LEFT JOIN LATERAL (
        SELECT sequence FROM events
        WHERE events.bot = its.bot AND id > its.event AND events.shard = its.shard
          AND sequence IS NOT NULL ORDER BY id DESC LIMIT 1
      ) AS latest ON TRUE
      WHERE its.bot IN %s
      """
          .formatted(Dialect.POSTGRES.numbers());
}
