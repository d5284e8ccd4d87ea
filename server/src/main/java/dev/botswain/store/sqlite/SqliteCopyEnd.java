package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sql.CopiedTable;
import dev.botswain.store.sql.CopyEnd;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A data folder that no server uses meanwhile.
public final class SqliteCopyEnd extends CopyEnd {
  private final Path file;
  private final DataFolder folder;
  private final Connection connection;
  private long lastEvent;

  private SqliteCopyEnd(DataFolder folder, Path file, Connection connection) {
    this.folder = folder;
    this.file = file;
    this.connection = connection;
  }

  /// Opens the folder, and migrates what is in it.
  ///
  /// @throws StoreUnusableException if it cannot be used, or is in use
  public static SqliteCopyEnd open(Path path, KeySource keys, InstantSource clock) {
    SqliteStore.open(path, keys, clock).close();
    DataFolder folder = DataFolder.take(path);
    Path file = folder.database();
    try {
      Connection connection = Database.connection(file, new org.sqlite.SQLiteConfig());
      connection.setAutoCommit(false);
      return new SqliteCopyEnd(folder, file, connection);
    } catch (SQLException e) {
      folder.close();
      throw Database.unusable(file, e);
    }
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  protected Connection connection() {
    return connection;
  }

  @Override
  protected String select(CopiedTable table) {
    return switch (table) {
      case EVENTS -> super.select(table) + " ORDER BY id";
      case RESUME_POINTS ->
          "SELECT bot, shard, shards, session, url, sequence, event"
              + " FROM shard_sessions JOIN resume_points USING (bot, shard)";
      default -> super.select(table);
    };
  }

  /// Ids are unique over all bots here, and only among a bot's elsewhere: one that is taken becomes
  /// the next, so a reader that had this event gets it again.
  @Override
  protected void insert(CopiedTable table, @Nullable Object[] row) throws SQLException {
    switch (table) {
      case EVENTS -> {
        @Nullable Object[] event = row.clone();
        lastEvent = Math.max(lastEvent + 1, row[0] instanceof Number id ? id.longValue() : 0);
        event[0] = lastEvent;
        super.insert(table, event);
      }
      case RESUME_POINTS -> {
        insert(
            "shard_sessions",
            List.of("bot", "shard", "shards", "session", "url"),
            row[0],
            row[1],
            row[2],
            row[3],
            row[4]);
        insert(
            "resume_points",
            List.of("bot", "shard", "sequence", "event"),
            row[0],
            row[1],
            row[5],
            row[6]);
      }
      default -> super.insert(table, row);
    }
  }

  @Override
  protected void finish() throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(
          "INSERT INTO events_of_bot SELECT bot, id, length(data) FROM events ORDER BY bot, id");
      statement.execute(
          "INSERT OR REPLACE INTO meta SELECT 'indexed', coalesce(max(id), 0) FROM events");
    }
    connection.commit();
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException e) {
      throw Database.unusable(file, e);
    } finally {
      folder.close();
    }
  }
}
