package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sql.KeysInUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The state of a database file, determined before anything is written, so that a file that cannot
/// be used stays unchanged.
///
/// @param version of its schema, 0 if it is new
/// @param keys with which something in it is sealed
record Contents(Path file, int version, KeysInUse keys) {
  private static final int HEADER_BYTES = 100;

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
        return new Contents(file, 0, new KeysInUse(List.of()));
      }
    } catch (IOException e) {
      throw new StoreUnusableException("cannot read %s (%s)".formatted(file, e), e);
    }
    try (Connection connection = Database.connectReadOnly(file);
        Statement statement = connection.createStatement()) {
      if (number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
        return new Contents(
            file, 0, new KeysInUse(List.of())); // The first start was interrupted here.
      }
      int version = checkVersion(file, statement);
      for (String table : CHECKED) {
        boolean renamed = version < Schema.SHARD_SESSIONS && table.equals("shard_sessions");
        checkTable(file, statement, renamed ? "gateway_sessions" : table);
      }
      if (version >= Schema.SEALING_KEYS) {
        checkTable(file, statement, "sealing_keys");
      }
      return new Contents(file, version, Schema.keysInUse(connection, version));
    } catch (SQLException e) {
      throw Database.unusable(file, e);
    }
  }

  private static int checkVersion(Path file, Statement statement) throws SQLException {
    if (number(statement, "PRAGMA application_id") != Schema.APPLICATION) {
      throw new StoreUnusableException(
          "%s is not a Botswain database; set BOTSWAIN_DATA to another folder".formatted(file));
    }
    int version = (int) number(statement, "PRAGMA user_version");
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

  private static long number(Statement statement, String sql) throws SQLException {
    try (ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getLong(1) : 0;
    }
  }

  /// Whether nothing in it was ever sealed.
  boolean isNew() {
    return keys.isEmpty();
  }
}
