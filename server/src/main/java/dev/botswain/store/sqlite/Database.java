package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.Keyset;
import dev.botswain.store.sealing.SealingKey;
import dev.botswain.store.sql.Dialect;
import dev.botswain.store.sql.KeysInUse;
import dev.botswain.store.sql.SealedDatabase;
import dev.botswain.store.sql.Statements;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database file and the connections to it.
final class Database implements SealedDatabase, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Database.class);

  /// How long a statement waits for another connection's lock.
  private static final int BUSY_MILLIS = 10_000;

  private final Path file;
  private final List<Connection> connections = new ArrayList<>();

  private Database(Path file) {
    this.file = file;
  }

  /// Migrates the database to this version.
  ///
  /// @param keys the first of which encrypts from now on; they decrypt everything in it
  static Database open(Path file, Keyset keys) {
    try (Connection connection = writable(file)) {
      Schema.migrate(connection);
      connection.setAutoCommit(false);
      KeysInUse.adopt(connection, Dialect.SQLITE, keys);
      connection.commit();
      return new Database(file);
    } catch (SQLException e) {
      throw unusable(file, e);
    }
  }

  /// A connection that stays open until the database is closed.
  Connection connect() throws SQLException {
    Connection connection = writable(file);
    connections.add(connection);
    return connection;
  }

  private static Connection writable(Path file) throws SQLException {
    Connection connection = connection(file, new SQLiteConfig());
    try (var statement = connection.createStatement()) {
      try (var mode = statement.executeQuery("PRAGMA journal_mode = WAL")) {
        if (!mode.getString(1).equals("wal")) {
          throw new SQLException("the file system does not have what write-ahead logging needs");
        }
      }
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// A read-only connection that does not move the write-ahead log when it is closed.
  static Connection connectReadOnly(Path file) throws SQLException {
    var config = new SQLiteConfig();
    config.setReadOnly(true);
    return connection(file, config);
  }

  /// The name is a URI, because the driver takes the part after a `?` in a plain name for options.
  static Connection connection(Path file, SQLiteConfig config) throws SQLException {
    config.setBusyTimeout(BUSY_MILLIS);
    config.setTempStore(SQLiteConfig.TempStore.MEMORY); // They may have no folder.
    config.setGetGeneratedKeys(false); // This would cost a query per statement.
    return config.createConnection("jdbc:sqlite:" + file.toUri());
  }

  /// The write-ahead log.
  Path wal() {
    return wal(file);
  }

  static Path wal(Path file) {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  Path file() {
    return file;
  }

  @Override
  public String name() {
    return file.toString();
  }

  @Override
  public boolean keepOnly(Statements to, SealingKey key) throws SQLException {
    to.execute("DELETE FROM sealing_keys WHERE id <> ?", key.id());
    return true;
  }

  @Override
  public void sync() throws IOException {
    try (var channel = FileChannel.open(wal(), StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  StoreUnusableException unusable(SQLException e) {
    return unusable(file, e);
  }

  StoreUnusableException damaged(RuntimeException e) {
    return damaged(file, "a value in it cannot be read: " + e.getMessage(), e);
  }

  static StoreUnusableException unusable(Path file, SQLException e) {
    boolean damaged =
        e instanceof SQLiteException it
            && (it.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
                || it.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT);
    return damaged
        ? damaged(file, String.valueOf(e.getMessage()), e)
        : new StoreUnusableException("cannot use %s (%s)".formatted(file, e.getMessage()), e);
  }

  static StoreUnusableException damaged(Path file, String what, @Nullable Throwable cause) {
    return new StoreUnusableException(
        ("%s is damaged (%s). It was left as it is: put a backup of the whole folder back, or move"
                + " the folder away to begin anew (all bots then have to log in again)")
            .formatted(file, what),
        cause);
  }

  /// Closes all connections, whose threads must have ended.
  @Override
  public void close() {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        log.warn("could not close", e);
      }
    }
  }
}
