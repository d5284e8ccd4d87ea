package dev.botswain.store.sql;

import dev.botswain.store.Change;
import dev.botswain.store.SessionStore;
import dev.botswain.store.StoredSession;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The table `sessions`.
public final class SqlSessions implements SessionStore {
  private static final String PUT =
      Statements.put(
          "sessions",
          List.of("hash"),
          "bot",
          "guild",
          "created",
          "used",
          "acknowledged",
          "\"grant\"",
          "parent");

  private final Reader reader;

  public SqlSessions(Reader reader) {
    this.reader = reader;
  }

  @Override
  public Future<List<StoredSession>> of(Collection<Long> bots) {
    return reader.readVital(connection ->
        Select.list(
            connection,
            "SELECT * FROM sessions WHERE bot IN " + reader.dialect().numbers(),
            SqlSessions::session,
            Dialect.numbers(bots)));
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

  public static void write(Statements to, Change.OfSessions change) throws SQLException {
    switch (change) {
      case Change.PutSession(StoredSession session) ->
          to.execute(
              PUT,
              session.hash(),
              session.botId(),
              session.guildId(),
              session.createdAt().toEpochMilli(),
              session.lastUsedAt().toEpochMilli(),
              session.acknowledged(),
              Grants.write(session.grant()),
              session.parent());
      case Change.RemoveSession(String hash) -> {
        to.execute("DELETE FROM sessions WHERE hash = ?", hash);
        to.execute("DELETE FROM client_sessions WHERE session = ?", hash);
        to.execute(
            "DELETE FROM dead_letters WHERE webhook IN (SELECT id FROM webhooks WHERE owner = ?)",
            hash);
        to.execute("DELETE FROM webhooks WHERE owner = ?", hash);
      }
      case Change.UseSessions(var lastUsedAt) -> {
        for (var used : lastUsedAt.entrySet()) {
          to.execute(
              "UPDATE sessions SET used = ? WHERE hash = ?",
              used.getValue().toEpochMilli(),
              used.getKey());
        }
      }
      case Change.Acknowledge(String hash, long event) ->
          to.execute("UPDATE sessions SET acknowledged = ? WHERE hash = ?", event, hash);
    }
  }
}
