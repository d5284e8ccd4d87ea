package dev.botswain.store.sqlite;

import dev.botswain.store.sql.KeysInUse;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/// The tables, and the migration of older versions.
final class Schema {
  /// Marks the file as Botswain's: `Bots` in ASCII.
  static final int APPLICATION = 0x426f7473;

  /// The steps from each version to the next, first from an empty file. Never changed once
  /// released.
  private static final List<String> STEPS =
      List.of(
          """
          PRAGMA application_id = %s;
          CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
          CREATE TABLE sessions (
            hash TEXT PRIMARY KEY,
            bot INTEGER NOT NULL,
            guild INTEGER,
            created INTEGER NOT NULL,
            used INTEGER NOT NULL,
            acknowledged INTEGER NOT NULL,
            "grant" BLOB
          ) WITHOUT ROWID;
          CREATE INDEX sessions_of_bot ON sessions (bot);
          CREATE TABLE bots (
            id INTEGER PRIMARY KEY,
            token BLOB NOT NULL,
            user BLOB NOT NULL,
            wanted INTEGER NOT NULL,
            intents INTEGER NOT NULL,
            shards INTEGER NOT NULL,
            gateway TEXT NOT NULL,
            autodefer INTEGER NOT NULL
          );
          CREATE TABLE gateway_sessions (
            bot INTEGER NOT NULL,
            shard INTEGER NOT NULL,
            shards INTEGER NOT NULL,
            session TEXT NOT NULL,
            url TEXT NOT NULL,
            PRIMARY KEY (bot, shard)
          ) WITHOUT ROWID;
          CREATE TABLE resume_points (
            bot INTEGER NOT NULL,
            shard INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            event INTEGER NOT NULL,
            PRIMARY KEY (bot, shard)
          ) WITHOUT ROWID;
          CREATE TABLE events (
            id INTEGER PRIMARY KEY,
            bot INTEGER NOT NULL,
            shard INTEGER,
            sequence INTEGER,
            type TEXT NOT NULL,
            time INTEGER NOT NULL,
            data BLOB NOT NULL
          );
          CREATE INDEX events_of_bot ON events (bot, id, length(data));
          CREATE TABLE trimmed (bot INTEGER PRIMARY KEY, upto INTEGER NOT NULL);
          CREATE TABLE guilds (
            bot INTEGER NOT NULL,
            guild INTEGER NOT NULL,
            shard INTEGER NOT NULL,
            upto INTEGER NOT NULL,
            document BLOB NOT NULL,
            PRIMARY KEY (bot, guild)
          );
          CREATE TABLE guild_changes (
            bot INTEGER NOT NULL,
            guild INTEGER NOT NULL,
            id INTEGER NOT NULL,
            type TEXT NOT NULL,
            time INTEGER NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (bot, guild, id)
          );
          CREATE TABLE webhooks (
            id TEXT PRIMARY KEY,
            bot INTEGER NOT NULL,
            definition BLOB NOT NULL,
            cursor INTEGER NOT NULL
          ) WITHOUT ROWID;
          CREATE TABLE idempotency_keys (
            key TEXT PRIMARY KEY,
            request TEXT NOT NULL,
            answer BLOB,
            at INTEGER NOT NULL
          ) WITHOUT ROWID;
          CREATE INDEX idempotency_keys_by_age ON idempotency_keys (at);
          CREATE TABLE dead_letters (
            webhook TEXT NOT NULL,
            id INTEGER NOT NULL,
            bot INTEGER NOT NULL,
            type TEXT NOT NULL,
            time INTEGER NOT NULL,
            data BLOB NOT NULL,
            died INTEGER NOT NULL,
            reason TEXT NOT NULL,
            PRIMARY KEY (webhook, id)
          );
          CREATE TABLE client_sessions (
            id TEXT PRIMARY KEY,
            bot INTEGER NOT NULL,
            session TEXT NOT NULL,
            state BLOB NOT NULL,
            seen INTEGER NOT NULL
          ) WITHOUT ROWID;
          CREATE INDEX client_sessions_seen ON client_sessions (seen);
          CREATE INDEX client_sessions_of_session ON client_sessions (session);
          """
              .formatted(APPLICATION),
          """
          DROP INDEX events_of_bot;
          CREATE TABLE events_of_bot (
            bot INTEGER NOT NULL,
            id INTEGER NOT NULL,
            bytes INTEGER NOT NULL,
            PRIMARY KEY (bot, id)
          ) WITHOUT ROWID;
          INSERT INTO events_of_bot SELECT bot, id, length(data) FROM events ORDER BY bot, id;
          INSERT INTO meta SELECT 'indexed', coalesce(max(id), 0) FROM events;
          """,
          """
          ALTER TABLE sessions ADD COLUMN parent TEXT;
          ALTER TABLE webhooks ADD COLUMN owner TEXT;
          CREATE INDEX webhooks_of_session ON webhooks (owner);
          """,
          """
          PRAGMA secure_delete = ON;
          DROP TABLE idempotency_keys;
          PRAGMA secure_delete = OFF;
          CREATE TABLE idempotency_keys (
            key TEXT PRIMARY KEY,
            bot INTEGER NOT NULL,
            request TEXT NOT NULL,
            answer BLOB,
            at INTEGER NOT NULL,
            bytes INTEGER NOT NULL
          ) WITHOUT ROWID;
          CREATE INDEX idempotency_keys_by_age ON idempotency_keys (at);
          CREATE INDEX idempotency_keys_of_bot ON idempotency_keys (bot, at, bytes);
          """,
          """
          ALTER TABLE bots ADD COLUMN application INTEGER NOT NULL DEFAULT 0;
          """,
          """
          ALTER TABLE gateway_sessions RENAME TO shard_sessions;
          CREATE INDEX webhooks_of_bot ON webhooks (bot);
          """,
          """
          CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            owner TEXT NOT NULL,
            session TEXT,
            tenant TEXT NOT NULL,
            operator INTEGER NOT NULL,
            address TEXT NOT NULL,
            bot INTEGER NOT NULL,
            action TEXT NOT NULL,
            target TEXT NOT NULL,
            dryrun INTEGER NOT NULL,
            request TEXT NOT NULL,
            status INTEGER,
            outcome TEXT,
            code TEXT,
            bytes INTEGER NOT NULL
          );
          CREATE INDEX audit_of_owner ON audit (owner, id, bytes);
          CREATE INDEX audit_of_bot ON audit (bot, id);
          """,
          """
          CREATE TABLE sealing_keys (id BLOB PRIMARY KEY, known BLOB NOT NULL) WITHOUT ROWID;
          INSERT INTO sealing_keys SELECT X'', value FROM meta WHERE name = 'key_check';
          DELETE FROM meta WHERE name = 'key_check';
          """,
          """
          CREATE TABLE tenants (name TEXT PRIMARY KEY, document TEXT NOT NULL) WITHOUT ROWID;
          CREATE TABLE applications (id INTEGER PRIMARY KEY, tenant TEXT NOT NULL);
          CREATE TABLE invitations (
            hash TEXT PRIMARY KEY,
            tenant TEXT NOT NULL,
            application INTEGER,
            note TEXT NOT NULL,
            created INTEGER NOT NULL,
            expires INTEGER NOT NULL,
            used_by INTEGER,
            used_at INTEGER
          ) WITHOUT ROWID;
          """);

  /// The first version in which `gateway_sessions` is named `shard_sessions`.
  static final int SHARD_SESSIONS = 6;

  /// The first version with `sealing_keys`.
  static final int SEALING_KEYS = 8;

  private Schema() {}

  /// The version after [#migrate].
  static int version() {
    return STEPS.size();
  }

  /// The version of a database; 0 for an empty one.
  static int versionOf(Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement();
        var row = statement.executeQuery("PRAGMA user_version")) {
      return row.next() ? row.getInt(1) : 0;
    }
  }

  /// The keys with which something in a database of some version may be sealed.
  static KeysInUse keysInUse(Connection connection, int version) throws SQLException {
    return version < SEALING_KEYS
        ? KeysInUse.read(connection, "SELECT X'', value FROM meta WHERE name = 'key_check'")
        : KeysInUse.read(connection);
  }

  /// Applies all missing steps, each in a transaction.
  static void migrate(Connection connection) throws SQLException {
    migrate(connection, version());
  }

  /// The same up to a version.
  static void migrate(Connection connection, int upTo) throws SQLException {
    for (int version = versionOf(connection); version < upTo; version++) {
      connection.setAutoCommit(false);
      try (Statement statement = connection.createStatement()) {
        for (String part : STEPS.get(version).split(";")) {
          if (!part.isBlank()) {
            statement.execute(part);
          }
        }
        statement.execute("PRAGMA user_version = " + (version + 1));
        connection.commit();
      } catch (SQLException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    }
  }
}
