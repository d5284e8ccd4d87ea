package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.OwnerOnly;
import dev.botswain.store.sql.Select;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;

/// Copies a database into one file, as of one moment, while others read and write it: a transaction
/// holds that moment, and SQLite copies its pages some at a time. The copy needs no write-ahead
/// log.
///
/// Source: <https://www.sqlite.org/backup.html>.
final class DatabaseCopy {
  /// The pages between two reports.
  private static final int PAGES = 256;

  private static final int TRIES = 100;

  private DatabaseCopy() {}

  /// Called as the copy goes on.
  interface Progress {
    /// @param done of `all`
    void reached(long done, long all);
  }

  /// @param to a new file; if it exists, it is what an interrupted copy has left, and replaced
  /// @throws StoreUnusableException if that is not possible
  static void make(Path from, Path to, Progress progress) {
    checkSpace(from, to);
    try {
      Files.deleteIfExists(to);
      Files.createFile(to, OwnerOnly.file(to));
    } catch (IOException e) {
      throw new StoreUnusableException("cannot make %s (%s)".formatted(to, e), e);
    }
    try {
      copy(from, to, progress);
    } catch (SQLException e) {
      delete(to);
      throw new StoreUnusableException(
          "cannot copy %s to %s (%s)".formatted(from, to, e.getMessage()), e);
    } catch (RuntimeException e) {
      delete(to);
      throw e;
    }
  }

  private static void copy(Path from, Path to, Progress progress) throws SQLException {
    try (Connection source = Database.connectReadOnly(from)) {
      source.setAutoCommit(false);
      long pages = number(source, "PRAGMA page_count"); // This moment.
      int result =
          source
              .unwrap(SQLiteConnection.class)
              .getDatabase()
              .backup(
                  "main",
                  to.toAbsolutePath().toString(),
                  (left, all) -> progress.reached(all - left, all),
                  1,
                  TRIES,
                  PAGES);
      if (result != Codes.SQLITE_OK) {
        throw new SQLException("SQLite's result code " + result);
      }
      progress.reached(pages, pages);
    }
    try (Connection copy = connect(to);
        var statement = copy.createStatement()) {
      statement.execute("PRAGMA journal_mode = DELETE");
    }
  }

  /// A copy, to change it before anybody uses it. What is deleted is overwritten.
  static Connection connect(Path copy) throws SQLException {
    var config = new SQLiteConfig();
    config.setPragma(SQLiteConfig.Pragma.SECURE_DELETE, "true");
    return Database.connection(copy, config);
  }

  static long number(Connection connection, String sql) throws SQLException {
    return Select.first(connection, sql, row -> row.getLong(1)).orElse(0L);
  }

  /// Whether all of a copy is consistent.
  static void check(Path copy) {
    try (Connection connection = Database.connectReadOnly(copy)) {
      String result =
          Select.first(connection, "PRAGMA integrity_check(1)", row -> row.getString(1))
              .orElse("no result");
      if (!result.equals("ok")) {
        throw new StoreUnusableException("%s is damaged (%s)".formatted(copy, result));
      }
    } catch (SQLException e) {
      throw new StoreUnusableException("%s is damaged (%s)".formatted(copy, e.getMessage()), e);
    }
  }

  private static void checkSpace(Path from, Path to) {
    try {
      Path wal = Database.wal(from);
      long needed = Files.size(from) + (Files.exists(wal) ? Files.size(wal) : 0);
      Path folder = to.toAbsolutePath().getParent();
      if (folder == null || !Files.isDirectory(folder)) {
        throw new StoreUnusableException("there is no folder for %s".formatted(to));
      }
      long free = Files.getFileStore(folder).getUsableSpace();
      if (free < needed) {
        throw new StoreUnusableException(
            "a copy of %s takes up to %s MiB, and %s has %s MiB left: make room there"
                .formatted(from, (needed >> 20) + 1, folder, free >> 20));
      }
    } catch (IOException e) {
      throw new StoreUnusableException("cannot copy %s to %s (%s)".formatted(from, to, e), e);
    }
  }

  static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // The next copy replaces it.
    }
  }
}
