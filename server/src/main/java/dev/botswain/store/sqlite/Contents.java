package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The state of a database file, determined before anything is written, so that a file that cannot
/// be used stays unchanged.
///
/// @param keyCheck a known text encrypted with the key of the file; null if there is none yet
record Contents(Path file, byte @Nullable [] keyCheck) {
  static final String KEY_CHECK = "key_check";

  private static final int HEADER_BYTES = 100;
  private static final byte[] KNOWN_TEXT = "botswain".getBytes(StandardCharsets.UTF_8);

  /// What is read at every start. The events are too many, and damage to one of them affects only
  /// that one.
  private static final List<String> CHECKED =
      List.of("meta", "sessions", "bots", "shard_sessions", "resume_points", "webhooks", "trimmed");

  /// @throws StoreUnusableException if it is not a Botswain database, is damaged, or is too new
  static Contents of(Path file) {
    try {
      long size = Files.size(file);
      if (size < HEADER_BYTES) { // SQLite treats it as empty.
        if (size > 0 || Files.exists(Database.wal(file))) {
          throw Database.damaged(file, "only its first " + size + " bytes are there", null);
        }
        return new Contents(file, null);
      }
    } catch (IOException e) {
      throw new StoreUnusableException("cannot read %s (%s)".formatted(file, e), e);
    }
    try (Connection connection = Database.connectReadOnly(file);
        Statement statement = connection.createStatement()) {
      if (number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
        return new Contents(file, null); // The first start was interrupted here.
      }
      long version = checkVersion(file, statement);
      for (String table : CHECKED) {
        boolean renamed = version < Schema.SHARD_SESSIONS && table.equals("shard_sessions");
        checkTable(file, statement, renamed ? "gateway_sessions" : table);
      }
      return new Contents(file, readKeyCheck(statement));
    } catch (SQLException e) {
      throw Database.unusable(file, e);
    }
  }

  private static long checkVersion(Path file, Statement statement) throws SQLException {
    if (number(statement, "PRAGMA application_id") != Schema.APPLICATION) {
      throw new StoreUnusableException(
          "%s is not a Botswain database; set BOTSWAIN_DATA to another folder".formatted(file));
    }
    long version = number(statement, "PRAGMA user_version");
    if (version > Schema.version()) {
      throw new StoreUnusableException(
          "%s was written by a newer version of Botswain (%s, this one knows %s); run that version,"
                  .formatted(file, version, Schema.version())
              + " or set BOTSWAIN_DATA to another folder");
    }
    return version;
  }

  private static void checkTable(Path file, Statement statement, String table) throws SQLException {
    try (ResultSet row = statement.executeQuery("PRAGMA integrity_check(" + table + ")")) {
      if (row.next() && !row.getString(1).equals("ok")) {
        throw Database.damaged(file, row.getString(1), null);
      }
    }
  }

  private static byte @Nullable [] readKeyCheck(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery("SELECT value FROM meta WHERE name = '" + KEY_CHECK + "'")) {
      return row.next() ? row.getBytes(1) : null;
    }
  }

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /// Whether it has no key yet.
  boolean isNew() {
    return keyCheck == null;
  }

  /// The text that shows later whether a key is the right one.
  static byte[] newKeyCheck(Vault vault) {
    return vault.seal(KNOWN_TEXT, KEY_CHECK);
  }

  /// Checks that a key is the one with which the database was written.
  void check(Vault vault, Path keyFile) {
    if (keyCheck == null) {
      return;
    }
    try {
      vault.open(keyCheck, KEY_CHECK);
    } catch (Vault.WrongKeyException e) {
      throw new StoreUnusableException(
          "%s was written with another key: set BOTSWAIN_SECRET_KEY to that one or put the right %s"
                  .formatted(file, keyFile)
              + " back, or move the folder away to begin anew (all bots then have to log in again)",
          e);
    }
  }
}
