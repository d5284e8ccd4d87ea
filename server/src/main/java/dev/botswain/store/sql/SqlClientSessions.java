package dev.botswain.store.sql;

import dev.botswain.store.Change;
import dev.botswain.store.ClientSessionStore;
import dev.botswain.store.StoredClientSession;
import dev.botswain.store.Together;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The table `client_sessions`.
public final class SqlClientSessions implements ClientSessionStore {
  private static final String PUT =
      Statements.put("client_sessions", List.of("id"), "bot", "session", "state", "seen");

  private final Reader reader;

  public SqlClientSessions(Reader reader) {
    this.reader = reader;
  }

  @Override
  public Future<Optional<StoredClientSession>> find(String id) {
    return reader.read(connection ->
        Select.first(
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

  public static void write(Statements to, Change.OfClientSessions change) throws SQLException {
    switch (change) {
      case Change.PutClientSession(StoredClientSession session) ->
          to.execute(
              PUT,
              session.id(),
              session.botId(),
              session.session(),
              session.state(),
              session.seenAt().toEpochMilli());
      case Change.RemoveClientSession(String id) ->
          to.execute("DELETE FROM client_sessions WHERE id = ?", id);
      case Change.TrimClientSessions(Instant since, long most, long share, Together together) -> {
        to.execute("DELETE FROM client_sessions WHERE seen < ?", since.toEpochMilli());
        forgetSurplus(to, most, share, together);
      }
    }
  }

  /// Ranks the sessions of each share from the newest on and deletes the highest ranks: those
  /// beyond the share, and if the total is still too high, those of whoever has most.
  private static void forgetSurplus(Statements to, long most, long share, Together together)
      throws SQLException {
    to.execute(
        """
        WITH ofbot AS (%s), ranked AS (
          SELECT id, seen, row_number() OVER (
            PARTITION BY coalesce(ofbot.share, client_sessions.bot) ORDER BY seen DESC
          ) AS rank
          FROM client_sessions LEFT JOIN ofbot USING (bot)
        ), placed AS (
          SELECT id, rank, row_number() OVER (ORDER BY rank, seen DESC) AS place FROM ranked
        )
        DELETE FROM client_sessions
        WHERE (SELECT count(*) FROM client_sessions) > ?
          AND id IN (SELECT id FROM placed WHERE rank > ? OR place > ?)
        """
            .formatted(to.dialect().shares()),
        Dialect.shares(together),
        Math.min(most, share),
        share,
        most);
  }
}
