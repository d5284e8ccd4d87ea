package dev.botswain.store.sqlite;

import dev.botswain.secret.Secret;
import dev.botswain.store.BotStore;
import dev.botswain.store.Change;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredResumePoint;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// The tables `bots`, `shard_sessions` and `resume_points`. The rows of the last two are written
/// with events ([ResumePoints]).
final class SqliteBots implements BotStore {
  /// Tables whose rows are deleted with their bot.
  private static final List<String> OF_A_BOT =
      List.of(
          "sessions",
          "client_sessions",
          "shard_sessions",
          "resume_points",
          "guilds",
          "guild_changes");

  private static final String IDS =
      """
      SELECT bot FROM (
        SELECT bot FROM (SELECT id AS bot FROM bots WHERE id > ?1 ORDER BY id LIMIT ?2)
        UNION
        SELECT bot FROM (SELECT DISTINCT bot FROM sessions WHERE bot > ?1 ORDER BY bot LIMIT ?2)
        UNION
        SELECT bot FROM (SELECT DISTINCT bot FROM webhooks WHERE bot > ?1 ORDER BY bot LIMIT ?2)
      ) ORDER BY bot LIMIT ?2
      """;

  /// The written resume point may be behind the events that followed.
  private static final String RESUME_POINTS =
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

  private final Reader reader;
  private final Vault vault;

  SqliteBots(Reader reader, Vault vault) {
    this.reader = reader;
    this.vault = vault;
  }

  @Override
  public Future<List<Long>> ids(long after, int limit) {
    return reader.readVital(
        connection -> Select.list(connection, IDS, row -> row.getLong(1), after, limit));
  }

  @Override
  public Future<List<StoredBot>> of(Collection<Long> bots) {
    return reader.readVital(connection ->
        Select.list(
            connection,
            "SELECT * FROM bots WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id",
            this::bot,
            Select.numbers(bots)));
  }

  @Override
  public Future<List<StoredResumePoint>> resumePoints(Collection<Long> bots) {
    return reader.readVital(connection ->
        Select.list(connection, RESUME_POINTS, SqliteBots::resumePoint, Select.numbers(bots)));
  }

  private StoredBot bot(ResultSet row) throws SQLException {
    long id = row.getLong("id");
    return new StoredBot(
        id,
        new Secret(
            new String(
                vault.open(SealedColumn.TOKEN, id, row.getBytes("token")), StandardCharsets.UTF_8)),
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

  static void write(Statements to, Vault vault, Change.OfBots change) throws SQLException {
    switch (change) {
      case Change.PutBot(StoredBot bot) ->
          to.execute(
              "INSERT OR REPLACE INTO bots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
              bot.id(),
              vault.seal(
                  SealedColumn.TOKEN,
                  bot.id(),
                  bot.token().value().getBytes(StandardCharsets.UTF_8)),
              bot.user(),
              bot.wanted(),
              bot.intents(),
              bot.shards(),
              bot.gatewayUrl(),
              bot.autoDefer() ? 1 : 0,
              bot.applicationId());
      case Change.RemoveBot(long id) -> {
        to.execute("DELETE FROM bots WHERE id = ?", id);
        for (String table : OF_A_BOT) {
          to.execute("DELETE FROM " + table + " WHERE bot = ?", id);
        }
        to.execute(
            "DELETE FROM dead_letters WHERE webhook IN"
                + " (SELECT id FROM webhooks WHERE bot = ? AND owner IS NOT NULL)",
            id);
        to.execute("DELETE FROM webhooks WHERE bot = ? AND owner IS NOT NULL", id);
      }
    }
  }
}
