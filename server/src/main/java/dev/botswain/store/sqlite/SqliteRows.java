package dev.botswain.store.sqlite;

import dev.botswain.store.Append;
import dev.botswain.store.Change;
import dev.botswain.store.GuildChange;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.StoredResumePoint;
import dev.botswain.store.sealing.Vault;
import dev.botswain.store.sql.Dialect;
import dev.botswain.store.sql.Rows;
import dev.botswain.store.sql.SqlAccess;
import dev.botswain.store.sql.SqlAudit;
import dev.botswain.store.sql.SqlBots;
import dev.botswain.store.sql.SqlClientSessions;
import dev.botswain.store.sql.SqlGuilds;
import dev.botswain.store.sql.SqlKeys;
import dev.botswain.store.sql.SqlSessions;
import dev.botswain.store.sql.SqlWebhooks;
import dev.botswain.store.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Rows of SQLite.
final class SqliteRows implements Rows {
  private static final Logger log = LoggerFactory.getLogger(SqliteRows.class);

  private final Connection connection;
  private final Vault vault;
  private final Statements statements;
  private final ResumePoints resumePoints;
  private final EventIndex index;
  private volatile boolean checkpointDue;

  SqliteRows(Connection connection, Vault vault, EventIndex index) throws SQLException {
    this.connection = connection;
    this.vault = vault;
    this.statements = new Statements(connection, Dialect.SQLITE);
    this.resumePoints = new ResumePoints(connection, statements);
    this.index = index;
    connection.setAutoCommit(false);
  }

  @Override
  public Statements statements() {
    return statements;
  }

  @Override
  public void append(Append append) throws SQLException {
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
      SqlGuilds.write(statements, event, change);
    }
  }

  @Override
  public void write(Change change) throws SQLException {
    switch (change) {
      case Change.OfBots it -> {
        SqlBots.write(statements, vault, it);
        if (it instanceof Change.RemoveBot(long id)) {
          statements.execute("DELETE FROM resume_points WHERE bot = ?", id);
          resumePoints.forget(id);
        }
      }
      case Change.OfSessions it -> SqlSessions.write(statements, it);
      case Change.BeginLog(long bot, long id) ->
          statements.execute("INSERT OR IGNORE INTO trimmed VALUES (?, ?)", bot, id);
      case Change.OfGuilds it -> SqlGuilds.write(statements, it);
      case Change.OfWebhooks it -> SqlWebhooks.write(statements, vault, it);
      case Change.OfKeys it -> SqlKeys.write(statements, vault, it);
      case Change.OfClientSessions it -> SqlClientSessions.write(statements, it);
      case Change.OfAudit it -> SqlAudit.write(statements, it);
      case Change.OfAccess it -> SqlAccess.write(statements, it);
    }
  }

  @Override
  public void probe() throws SQLException {
    statements.execute("UPDATE meta SET value = value");
  }

  @Override
  public void commit() throws SQLException {
    resumePoints.flush();
    index.flush(statements);
    connection.commit();
    resumePoints.committed();
    index.committed();
  }

  @Override
  public void afterCommit() {
    if (checkpointDue) {
      checkpointDue = false;
      try {
        Checkpoints.move(connection);
      } catch (SQLException e) {
        log.warn("could not move the write-ahead log", e);
      }
    }
  }

  /// Moves the rest of the write-ahead log, after the next commit. On any thread.
  void checkpointNext() {
    checkpointDue = true;
  }

  @Override
  public boolean isOfTheData(Throwable failure) {
    return Refusals.include(failure);
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

  @Override
  public void rollback() throws SQLException {
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
