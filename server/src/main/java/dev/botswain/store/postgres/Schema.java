package dev.botswain.store.postgres;

import dev.botswain.store.StoreUnusableException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables, and the migration of older versions: the files `1.sql` and so on beside
/// `functions.sql`. Never changed once released.
final class Schema {
  private static final int VERSION = 1;

  /// Of any number: nodes that start at once migrate one after the other.
  private static final long LOCK = 0x426f7473L;

  private static final List<String> TABLES =
      List.of(
          "nodes",
          "beats",
          "ownership",
          "revisions",
          "events",
          "logs",
          "shard_sessions",
          "sessions",
          "bots",
          "guilds",
          "guild_changes",
          "webhooks",
          "dead_letters",
          "idempotency_keys",
          "client_sessions",
          "audit",
          "sealing_keys",
          "tenants",
          "applications",
          "invitations",
          "processes",
          "egress_counts",
          "rejected_tokens");

  private Schema() {}

  /// Lets no other process make or check the tables until the end of the transaction.
  static void lock(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
    }
  }

  /// Makes the tables, or brings them up to date, in one transaction with what the caller does
  /// before it commits.
  ///
  /// @throws StoreUnusableException if they are damaged, too new or not Botswain's
  static void migrate(Connection connection, String name) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      lock(connection);
      int version = version(statement, name);
      if (version > VERSION) {
        throw new StoreUnusableException(
            "%s was written by a newer version of Botswain (%s, this one knows %s); run that version, or set BOTSWAIN_STORE to another database"
                .formatted(name, version, VERSION));
      }
      for (int step = version + 1; step <= VERSION; step++) {
        statement.execute(read(step + ".sql"));
      }
      for (String table : TABLES) {
        if (!isThere(statement, table)) {
          throw new StoreUnusableException(
              "%s is damaged (the table %s is not there). It was left as it is: put a backup of the database back, or set BOTSWAIN_STORE to an empty one to begin anew (all bots then have to log in again)"
                  .formatted(name, table));
        }
      }
      statement.execute(read("functions.sql"));
      statement.execute(
          "INSERT INTO meta VALUES ('schema', '%s') ON CONFLICT (name) DO UPDATE SET value = excluded.value"
              .formatted(VERSION));
    }
  }

  private static int version(Statement statement, String name) throws SQLException {
    if (!isThere(statement, "meta")) {
      if (hasTables(statement)) {
        throw notOurs(name);
      }
      return 0;
    }
    try (ResultSet row = statement.executeQuery("SELECT value FROM meta WHERE name = 'schema'")) {
      if (row.next()) {
        return Integer.parseInt(row.getString(1));
      }
    } catch (SQLException | NumberFormatException e) {
      // Another table of this name.
    }
    throw notOurs(name);
  }

  private static StoreUnusableException notOurs(String name) {
    return new StoreUnusableException(
        "%s has tables that are not Botswain's; set BOTSWAIN_STORE to a database of its own"
            .formatted(name));
  }

  private static boolean hasTables(Statement statement) throws SQLException {
    try (ResultSet row =
        statement.executeQuery(
            "SELECT EXISTS (SELECT FROM pg_tables WHERE schemaname = current_schema())")) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static boolean isThere(Statement statement, String table) throws SQLException {
    try (ResultSet row = statement.executeQuery("SELECT to_regclass('" + table + "')")) {
      return row.next() && row.getString(1) != null;
    }
  }

  private static String read(String file) {
    try (InputStream in = Schema.class.getResourceAsStream(file)) {
      if (in == null) {
        throw new IllegalStateException(file + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
