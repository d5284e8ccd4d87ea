package dev.botswain.store.sql;

import dev.botswain.secret.Secret;
import dev.botswain.store.BotStore;
import dev.botswain.store.Change;
import dev.botswain.store.StoredBot;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.sealing.SealedColumn;
import dev.botswain.store.sealing.Vault;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;

/// The table `bots`, and the resume points of their shards, which are written with events.
public final class SqlBots implements BotStore {
  /// Tables whose rows are deleted with their bot.
  private static final List<String> OF_A_BOT =
      List.of("sessions", "client_sessions", "shard_sessions", "guilds", "guild_changes");

  private static final String PUT =
      Statements.put(
          "bots",
          List.of("id"),
          "token",
          "\"user\"",
          "wanted",
          "intents",
          "shards",
          "gateway",
          "autodefer",
          "application");

  private static final String IDS =
      """
      SELECT bot FROM (
        SELECT bot FROM (
          SELECT id AS bot FROM bots WHERE id > ? ORDER BY id LIMIT ?
        ) AS of_bots
        UNION
        SELECT bot FROM (
          SELECT DISTINCT bot FROM sessions WHERE bot > ? ORDER BY bot LIMIT ?
        ) AS of_sessions
        UNION
        SELECT bot FROM (
          SELECT DISTINCT bot FROM webhooks WHERE bot > ? ORDER BY bot LIMIT ?
        ) AS of_webhooks
      ) AS of_all ORDER BY bot LIMIT ?
      """;

  private final Reader reader;
  private final Vault vault;
  private final String resumePoints;

  /// @param resumePoints selects the resume points of some bots
  public SqlBots(Reader reader, Vault vault, String resumePoints) {
    this.reader = reader;
    this.vault = vault;
    this.resumePoints = resumePoints;
  }

  @Override
  public Future<List<Long>> ids(long after, int limit) {
    return reader.readVital(connection ->
        Select.list(
            connection,
            IDS,
            row -> row.getLong(1),
            after,
            limit,
            after,
            limit,
            after,
            limit,
            limit));
  }

  @Override
  public Future<List<StoredBot>> of(Collection<Long> bots) {
    return reader.readVital(connection ->
        Select.list(
            connection,
            "SELECT * FROM bots WHERE id IN %s ORDER BY id".formatted(reader.dialect().numbers()),
            this::bot,
            Dialect.numbers(bots)));
  }

  @Override
  public Future<List<StoredResumePoint>> resumePoints(Collection<Long> bots) {
    return reader.readVital(connection ->
        Select.list(connection, resumePoints, SqlBots::resumePoint, Dialect.numbers(bots)));
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

  public static void write(Statements to, Vault vault, Change.OfBots change) throws SQLException {
    switch (change) {
      case Change.PutBot(StoredBot bot) ->
          to.execute(
              PUT,
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
