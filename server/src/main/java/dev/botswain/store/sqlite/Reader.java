package dev.botswain.store.sqlite;

import dev.botswain.store.Backlog;
import dev.botswain.store.DeadLetter;
import dev.botswain.store.Kept;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredClientSession;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredGuild;
import dev.botswain.store.StoredKey;
import dev.botswain.store.StoredPage;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.StoredSession;
import dev.botswain.store.StoredWebhook;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// Reads what was committed, on threads and connections of its own.
final class Reader implements AutoCloseable {
  private static final int THREADS = 2;

  /// Steps from bot to bot, which takes a fraction of the time that a look at all events takes.
  private static final String LAST_EVENTS =
      """
      WITH RECURSIVE bots (bot) AS (
        SELECT min(bot) FROM events_of_bot
        UNION ALL
        SELECT (SELECT min(bot) FROM events_of_bot WHERE bot > bots.bot)
        FROM bots WHERE bot IS NOT NULL
      )
      SELECT bot, (SELECT max(id) FROM events_of_bot WHERE events_of_bot.bot = bots.bot)
      FROM bots WHERE bot IS NOT NULL
      """;

  /// What is written of a resume point may be behind what the events since then say.
  private static final String RESUME_POINTS =
      """
      WITH latest AS (
        SELECT bot, shard, sequence, max(id) FROM events
        WHERE id > (SELECT max(event) FROM resume_points) AND sequence IS NOT NULL
        GROUP BY bot, shard
      )
      SELECT bot, shard, shards, session, url,
        coalesce(latest.sequence, resume_points.sequence) AS sequence
      FROM gateway_sessions JOIN resume_points USING (bot, shard)
      LEFT JOIN latest USING (bot, shard)
      """;

  private final Database database;
  private final Vault vault;
  private final EventIndex index;
  private final BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(THREADS);
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("store-reader-", 0).factory());

  Reader(Database database, Vault vault, EventIndex index) throws SQLException {
    this.database = database;
    this.vault = vault;
    this.index = index;
    for (int i = 0; i < THREADS; i++) {
      connections.add(database.connect());
    }
  }

  /// Makes something of a row.
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  /// Reads from a connection.
  interface Query<T> {
    T run(Connection connection) throws SQLException;
  }

  Kept load() {
    try (Connection connection = database.connect()) {
      return new Kept(
          list(connection, "SELECT * FROM sessions", Reader::session),
          list(connection, "SELECT * FROM bots", this::bot),
          list(connection, RESUME_POINTS, Reader::resumePoint),
          list(connection, "SELECT * FROM webhooks", this::webhook),
          ends(connection));
    } catch (Vault.WrongKeyException | UncheckedIOException e) {
      throw database.damaged(e);
    } catch (SQLException e) {
      throw database.unusable(e);
    }
  }

  private Map<Long, Kept.LogEnds> ends(Connection connection) throws SQLException {
    Map<Long, Long> last = index.last();
    list(connection, LAST_EVENTS, row -> last.merge(row.getLong(1), row.getLong(2), Math::max));
    var ends = new HashMap<Long, Kept.LogEnds>();
    list(
        connection,
        "SELECT bot, upto FROM trimmed",
        row -> ends.put(row.getLong(1), new Kept.LogEnds(row.getLong(2), row.getLong(2))));
    last.forEach((bot, id) ->
        ends.merge(
            bot,
            new Kept.LogEnds(0, id),
            (before, now) -> new Kept.LogEnds(before.trimmed(), now.last())));
    return ends;
  }

  Future<StoredPage> events(long botId, long after, int limit, int bytes) {
    return read(connection -> {
      var found = new ArrayList<StoredEvent>();
      Long trimmed = null;
      String waiting = Arrays.toString(index.waiting(botId, after));
      // One statement, and so one moment, for both.
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
        bind(select, botId, after, limit, waiting);
        int size = 0;
        try (ResultSet row = select.executeQuery()) {
          while (size < bytes && row.next()) {
            StoredEvent event = event(row);
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
    return list(connection, "SELECT upto FROM trimmed WHERE bot = ?", row -> row.getLong(1), botId)
        .stream()
        .findFirst()
        .orElse(0L);
  }

  Future<Backlog> backlog(long botId, long after) {
    return read(connection -> {
      String waiting = Arrays.toString(index.waiting(botId, after));
      return list(
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

  Future<List<StoredGuild>> guilds(long botId) {
    return read(connection ->
        list(
            connection,
            "SELECT * FROM guilds WHERE bot = ? ORDER BY guild",
            row -> guild(connection, row),
            botId));
  }

  Future<List<StoredGuild>> guild(long botId, long guildId) {
    return read(connection ->
        list(
            connection,
            "SELECT * FROM guilds WHERE bot = ? AND guild = ?",
            row -> guild(connection, row),
            botId,
            guildId));
  }

  Future<List<StoredKey>> key(String key) {
    return read(connection ->
        list(
            connection,
            "SELECT bot, request, answer, at FROM idempotency_keys WHERE key = ?",
            row ->
                new StoredKey(
                    key,
                    row.getLong(1),
                    row.getString(2),
                    answer(key, row.getBytes(3)),
                    Instant.ofEpochMilli(row.getLong(4))),
            key));
  }

  private byte @Nullable [] answer(String key, byte @Nullable [] sealed) {
    return sealed == null ? null : vault.open(sealed, Rows.answerOf(key));
  }

  Future<List<DeadLetter>> deadLetters(String webhookId, long after, int limit) {
    return read(connection ->
        list(
            connection,
            "SELECT id, bot, type, time, data, died, reason FROM dead_letters"
                + " WHERE webhook = ? AND id > ? ORDER BY id LIMIT ?",
            row ->
                new DeadLetter(
                    webhookId, event(row), Instant.ofEpochMilli(row.getLong(6)), row.getString(7)),
            webhookId,
            after,
            limit));
  }

  Future<List<StoredClientSession>> clientSession(String id) {
    return read(connection ->
        list(
            connection,
            "SELECT * FROM client_sessions WHERE id = ?",
            row ->
                new StoredClientSession(
                    row.getString("id"),
                    row.getLong("bot"),
                    row.getString("session"),
                    row.getBytes("state"),
                    Instant.ofEpochMilli(row.getLong("seen"))),
            id));
  }

  /// Reads, all from one moment if it is a single statement.
  <T> Future<T> read(Query<T> query) {
    Promise<T> promise = Promise.promise();
    try {
      threads.execute(() -> answer(query, promise));
    } catch (RejectedExecutionException closed) {
      promise.fail(new StoreFailedException("the store is closed", closed));
    }
    return promise.future();
  }

  private <T> void answer(Query<T> query, Promise<T> promise) {
    Connection connection = connections.remove(); // There are as many as threads.
    T result;
    try {
      result = query.run(connection);
    } catch (SQLException | RuntimeException e) {
      promise.fail(new StoreFailedException("the store could not be read", e));
      return;
    } finally {
      connections.add(connection);
    }
    promise.complete(result);
  }

  static <T> List<T> list(Connection connection, String sql, Row<T> of, Object... parameters)
      throws SQLException {
    var found = new ArrayList<T>();
    try (var select = connection.prepareStatement(sql)) {
      bind(select, parameters);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(of.of(row));
        }
      }
    }
    return found;
  }

  private static void bind(PreparedStatement select, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      select.setObject(i + 1, parameters[i]);
    }
  }

  private static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getBytes(5));
  }

  private static StoredGuild guild(Connection connection, ResultSet row) throws SQLException {
    long bot = row.getLong("bot");
    long guild = row.getLong("guild");
    return new StoredGuild(
        bot,
        guild,
        row.getInt("shard"),
        Packed.unpack(row.getBytes("document")),
        row.getLong("upto"),
        list(
            connection,
            "SELECT id, bot, type, time, data FROM guild_changes WHERE bot = ? AND guild = ?"
                + " ORDER BY id",
            Reader::event,
            bot,
            guild));
  }

  private static StoredSession session(ResultSet row) throws SQLException {
    return new StoredSession(
        row.getString("hash"),
        row.getLong("bot"),
        number(row, "guild"),
        Instant.ofEpochMilli(row.getLong("created")),
        Instant.ofEpochMilli(row.getLong("used")),
        row.getLong("acknowledged"),
        Grants.read(row.getBytes("grant")),
        row.getString("parent"));
  }

  private static @Nullable Long number(ResultSet row, String column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? null : (Long) value;
  }

  private StoredBot bot(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    return new StoredBot(
        id,
        new String(vault.open(row.getBytes("token"), Rows.tokenOf(id)), StandardCharsets.UTF_8),
        row.getBytes("user"),
        row.getLong("application"),
        row.getInt("wanted"),
        row.getInt("intents"),
        row.getInt("shards"),
        row.getString("gateway"),
        row.getInt("autodefer") != 0);
  }

  private static StoredResumePoint resumePoint(ResultSet row) throws SQLException {
    return new StoredResumePoint(
        row.getLong("bot"),
        row.getInt("shard"),
        row.getInt("shards"),
        row.getString("session"),
        row.getString("url"),
        row.getLong("sequence"));
  }

  private StoredWebhook webhook(ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new StoredWebhook(
        id,
        row.getLong("bot"),
        row.getString("owner"),
        vault.open(row.getBytes("definition"), Rows.definitionOf(id)),
        row.getLong("cursor"));
  }

  @Override
  public void close() {
    threads.close();
  }
}
