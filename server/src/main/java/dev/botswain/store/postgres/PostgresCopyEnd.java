package dev.botswain.store.postgres;

import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sql.CopiedTable;
import dev.botswain.store.sql.CopyEnd;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A database that no server uses meanwhile: one that starts waits, and then fails.
public final class PostgresCopyEnd extends CopyEnd {
  private final Target target;
  private final Connection connection;
  private final Partitions partitions = new Partitions();

  private PostgresCopyEnd(Target target, Connection connection) {
    this.target = target;
    this.connection = connection;
  }

  /// Opens the database, and makes its tables or brings them up to date.
  ///
  /// @throws StoreUnusableException if it cannot be used, or is in use
  public static PostgresCopyEnd open(DatabaseUrl url, KeySource keys, InstantSource clock) {
    PostgresStore.open(url, keys, clock).close();
    var target = new Target(url);
    Connection connection = null;
    try {
      connection = target.connect("copy", Duration.ofHours(12));
      connection.setAutoCommit(false);
      Schema.lock(connection);
      checkUnused(connection, target);
      return new PostgresCopyEnd(target, connection);
    } catch (SQLException e) {
      close(connection);
      throw new StoreUnusableException(
          "cannot use %s (%s)".formatted(target.name(), e.getMessage()), e);
    } catch (RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  private static void checkUnused(Connection connection, Target target) throws SQLException {
    try (var statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
                    + " AND application_name LIKE 'botswain % writer'")) {
      row.next();
      if (row.getLong(1) > 0) {
        throw new StoreUnusableException(
            "%s is in use: stop all servers first".formatted(target.name()));
      }
    }
  }

  @Override
  public String name() {
    return target.name();
  }

  @Override
  protected Connection connection() {
    return connection;
  }

  @Override
  protected String select(CopiedTable table) {
    return switch (table) {
      case TRIMMED -> "SELECT bot, trimmed FROM logs WHERE trimmed > 0";
      case EVENTS ->
          "SELECT id, bot, shard, sequence, type, time, data FROM events LEFT JOIN logs USING (bot)"
              + " WHERE id > coalesce(trimmed, 0) ORDER BY id, bot";
      case RESUME_POINTS ->
          """
          SELECT its.bot, its.shard, its.shards, its.session, its.url,
            coalesce(latest.sequence, its.sequence), coalesce(latest.id, its.event)
          FROM shard_sessions AS its LEFT JOIN LATERAL (
            SELECT sequence, id FROM events
            WHERE events.bot = its.bot AND id > its.event AND events.shard = its.shard
              AND sequence IS NOT NULL ORDER BY id DESC LIMIT 1
          ) AS latest ON TRUE\
          """;
      default -> super.select(table);
    };
  }

  @Override
  protected void insert(CopiedTable table, @Nullable Object[] row) throws SQLException {
    switch (table) {
      case TRIMMED -> insert("logs", List.of("bot", "trimmed"), row[0], row[1]);
      case EVENTS -> {
        long id = row[0] instanceof Number number ? number.longValue() : 0;
        if (!partitions.isThere(id)) {
          partitions.add(connection, id);
        }
        super.insert(table, row);
      }
      case RESUME_POINTS -> insert("shard_sessions", table.columns(), row);
      default -> super.insert(table, row);
    }
  }

  @Override
  protected void finish() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO logs (bot, trimmed) SELECT DISTINCT bot, 0 FROM events"
              + " ON CONFLICT DO NOTHING");
    }
    connection.commit();
  }

  private static void close(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException closed) {
      // It is lost.
    }
  }

  @Override
  public void close() {
    close(connection);
  }
}
