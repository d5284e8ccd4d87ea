package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/// The database file: opened, checked and brought to this version.
final class Database {
  private static final String KEY_CHECK = "key_check";
  private static final byte[] KNOWN_TEXT = "botswain".getBytes(StandardCharsets.UTF_8);

  /// How long a statement waits for another connection's lock.
  private static final int BUSY_MILLIS = 10_000;

  private final Path file;

  private Database(Path file) {
    this.file = file;
  }

  /// @throws StoreUnusableException if it is no database of ours, is damaged, or is too new
  static Database open(Path file) {
    var database = new Database(file);
    try (Connection connection = database.connect()) {
      int version = Schema.versionOf(connection);
      if (version > Schema.version()) {
        throw new StoreUnusableException(
            "%s was written by a newer version of Botswain (%d, this one knows %d); run that version,"
                    .formatted(file, version, Schema.version())
                + " or set BOTSWAIN_DATA to another folder");
      }
      Schema.migrate(connection);
      return database;
    } catch (SQLException e) {
      throw database.unusable(e);
    }
  }

  Connection connect() throws SQLException {
    Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA busy_timeout = " + BUSY_MILLIS);
      statement.execute("PRAGMA journal_mode = WAL");
      statement.execute("PRAGMA synchronous = NORMAL");
      statement.execute("PRAGMA wal_autocheckpoint = 0");
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// The write-ahead log.
  Path wal() {
    return file.resolveSibling(file.getFileName() + "-wal");
  }

  /// Whether a key was used with this database before.
  boolean hasKey() {
    try (Connection connection = connect();
        var select = connection.prepareStatement("SELECT 1 FROM meta WHERE name = ?")) {
      select.setString(1, KEY_CHECK);
      return select.executeQuery().next();
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  /// Makes sure that a key is the one that the database was written with.
  void check(Vault vault, Path keyFile) {
    try (Connection connection = connect();
        var select = connection.prepareStatement("SELECT value FROM meta WHERE name = ?")) {
      select.setString(1, KEY_CHECK);
      var row = select.executeQuery();
      if (row.next()) {
        vault.open(row.getBytes(1), KEY_CHECK);
      } else {
        try (var insert = connection.prepareStatement("INSERT INTO meta VALUES (?, ?)")) {
          insert.setString(1, KEY_CHECK);
          insert.setBytes(2, vault.seal(KNOWN_TEXT, KEY_CHECK));
          insert.execute();
        }
      }
    } catch (Vault.WrongKeyException e) {
      throw new StoreUnusableException(
          "%s was written with another key: set BOTSWAIN_SECRET_KEY to that one or put the right %s"
                  .formatted(file, keyFile)
              + " back, or move the folder away to begin anew (all bots then have to log in again)",
          e);
    } catch (SQLException e) {
      throw unusable(e);
    }
  }

  StoreUnusableException unusable(SQLException e) {
    boolean damaged =
        e instanceof SQLiteException it
            && (it.getResultCode() == SQLiteErrorCode.SQLITE_NOTADB
                || it.getResultCode() == SQLiteErrorCode.SQLITE_CORRUPT);
    return new StoreUnusableException(
        damaged
            ? ("%s is damaged (%s). It was left as it is: put a backup back, or move the folder away"
                    + " to begin anew (all bots then have to log in again)")
                .formatted(file, e.getMessage())
            : "cannot read %s (%s)".formatted(file, e.getMessage()),
        e);
  }
}
