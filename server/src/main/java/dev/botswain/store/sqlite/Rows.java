package dev.botswain.store.sqlite;

import dev.botswain.store.Append;
import dev.botswain.store.Change;
import dev.botswain.store.GuildChange;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredResumePoint;
import java.sql.Connection;
import java.sql.SQLException;

/// Turns what is to be stored into rows, one transaction after the other. On the writer's thread
/// and connection.
final class Rows {
  private final Connection connection;
  private final Vault vault;
  private final Statements statements;
  private final ResumePoints resumePoints;
  private final EventIndex index;

  Rows(Connection connection, Vault vault, EventIndex index) throws SQLException {
    this.connection = connection;
    this.vault = vault;
    this.statements = new Statements(connection);
    this.resumePoints = new ResumePoints(connection, statements);
    this.index = index;
    connection.setAutoCommit(false);
  }

  Statements statements() {
    return statements;
  }

  void append(Append append) throws SQLException {
    StoredEvent event = append.event();
    StoredResumePoint upTo = append.upTo();
    statements.execute(
        "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?)",
        event.id(),
        event.botId(),
        upTo == null ? null : upTo.shard(),
        upTo == null ? null : upTo.sequence(),
        event.type(),
        event.timeMillis(),
        event.data());
    index.add(statements, event.botId(), event.id(), event.data().length);
    if (upTo != null) {
      resumePoints.reached(upTo, event.id());
    }
    for (GuildChange change : append.changes()) {
      SqliteGuilds.write(statements, event, change);
    }
  }

  void write(Change change) throws SQLException {
    switch (change) {
      case Change.OfBots it -> {
        SqliteBots.write(statements, vault, it);
        if (it instanceof Change.RemoveBot(long id)) {
          resumePoints.forget(id);
        }
      }
      case Change.OfSessions it -> SqliteSessions.write(statements, it);
      case Change.BeginLog(long bot, long id) ->
          statements.execute("INSERT OR IGNORE INTO trimmed VALUES (?, ?)", bot, id);
      case Change.OfGuilds it -> SqliteGuilds.write(statements, it);
      case Change.OfWebhooks it -> SqliteWebhooks.write(statements, vault, it);
      case Change.OfKeys it -> SqliteKeys.write(statements, vault, it);
      case Change.OfClientSessions it -> SqliteClientSessions.write(statements, it);
      case Change.OfAudit it -> SqliteAudit.write(statements, it);
      case Change.OfAccess it -> SqliteAccess.write(statements, it);
    }
  }

  /// Writes something that changes nothing, to check whether writing works.
  void probe() throws SQLException {
    statements.execute("UPDATE meta SET value = value");
  }

  /// Commits everything since the last commit.
  void commit() throws SQLException {
    resumePoints.flush();
    index.flush(statements);
    connection.commit();
    resumePoints.committed();
    index.committed();
  }

  /// Makes the next commit write all resume points, so that no event is needed for one, and the
  /// index of all events before it.
  void flushAll() {
    resumePoints.flushNext();
    index.flushAll();
  }

  /// A bot's events up to one were deleted.
  void trimmed(long bot, long upTo) throws SQLException {
    statements.execute("INSERT OR REPLACE INTO trimmed VALUES (?, ?)", bot, upTo);
    index.forget(statements, bot, upTo);
  }

  /// Undoes everything since the last commit.
  void rollback() throws SQLException {
    resumePoints.rolledBack();
    index.rolledBack();
    statements.forget();
    try {
      connection.rollback();
    } catch (SQLException rolledBackAlready) {
      // If the disk is full, SQLite does so by itself, and then the driver does not begin a new
      // one.
      try (var statement = connection.createStatement()) {
        statement.execute("BEGIN");
      }
    }
  }
}
