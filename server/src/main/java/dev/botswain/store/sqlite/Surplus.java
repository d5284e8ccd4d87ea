package dev.botswain.store.sqlite;

import java.sql.SQLException;

/// Forgets what is too much: of each bot that has more than its share, and where all have too much,
/// of whoever has most. For that, what is a bot's is ranked from its newest on, and the highest
/// ranks go.
final class Surplus {
  private Surplus() {}

  static void forgetKeys(Rows rows, long bytes, long bytesOfBot) throws SQLException {
    rows.execute(
        """
        DELETE FROM idempotency_keys
        WHERE (SELECT sum(bytes) FROM idempotency_keys) > min(?1, ?2) AND key IN (
          SELECT key FROM (
            SELECT key, rank, sum(bytes) OVER (ORDER BY rank, key) AS upto FROM (
              SELECT key, bytes, sum(bytes) OVER (PARTITION BY bot ORDER BY at DESC, key) AS rank
              FROM idempotency_keys
            )
          ) WHERE rank > ?2 OR upto > ?1
        )
        """,
        bytes,
        bytesOfBot);
  }

  static void forgetClients(Rows rows, long most, long mostOfBot) throws SQLException {
    rows.execute(
        """
        DELETE FROM client_sessions
        WHERE (SELECT count(*) FROM client_sessions) > min(?1, ?2) AND id IN (
          SELECT id FROM (
            SELECT id, rank, row_number() OVER (ORDER BY rank, seen DESC) AS place FROM (
              SELECT id, seen, row_number() OVER (PARTITION BY bot ORDER BY seen DESC) AS rank
              FROM client_sessions
            )
          ) WHERE rank > ?2 OR place > ?1
        )
        """,
        most,
        mostOfBot);
  }
}
