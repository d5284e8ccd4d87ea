package dev.botswain.store.postgres;

import dev.botswain.store.sql.Dialect;
import dev.botswain.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// The connection that writes. When it was lost and is made anew, what the lost one was doing is
/// ended first, so that never two of this process write.
final class WriterLine implements AutoCloseable {
  private static final String PURPOSE = "writer";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final long END_NANOS = 3_000_000_000L;
  private static final long LOOK_NANOS = 20_000_000L;

  private final Target target;
  private @Nullable Connection connection;
  private @Nullable Statements statements;
  private @Nullable PreparedStatement append;
  private boolean fresh;

  WriterLine(Target target) {
    this.target = target;
  }

  Connection connected() throws SQLException {
    Connection now = connection;
    if (now == null) {
      now = target.connect(PURPOSE, TIMEOUT);
      try {
        endOthers(now);
      } catch (SQLException e) {
        now.close();
        throw e;
      }
      connection = now;
      statements = new Statements(now, Dialect.POSTGRES);
      append = Batch.prepare(now);
      fresh = true;
    }
    return now;
  }

  /// Ends what an earlier connection is doing.
  private void endOthers(Connection now) throws SQLException {
    long until = System.nanoTime() + END_NANOS;
    try (var end =
        now.prepareStatement(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                + " WHERE application_name = left(?, 63) AND pid <> pg_backend_pid()")) {
      end.setString(1, target.nameOf(PURPOSE));
      while (isAny(end)) {
        if (System.nanoTime() > until) {
          throw new SQLException("an earlier connection does not end", "08000");
        }
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  private static boolean isAny(PreparedStatement select) throws SQLException {
    try (ResultSet row = select.executeQuery()) {
      return row.next();
    }
  }

  /// Whether there is a connection, and [#isUsed] was called for it.
  boolean isInUse() {
    return connection != null && !fresh;
  }

  /// Whether the connection was made since [#isUsed].
  boolean isNew() {
    return fresh;
  }

  void isUsed() {
    fresh = false;
  }

  Statements statements() throws SQLException {
    connected();
    Statements now = statements;
    if (now == null) {
      throw new IllegalStateException("made with the connection");
    }
    return now;
  }

  /// The statement that adds a batch.
  PreparedStatement append() {
    PreparedStatement now = append;
    if (now == null) {
      throw new IllegalStateException("made with the connection");
    }
    return now;
  }

  /// @return to be closed, which leaves the statement open
  ResultSet query(String sql, Object... values) throws SQLException {
    PreparedStatement select = statements().prepare(sql);
    for (int i = 0; i < values.length; i++) {
      select.setObject(i + 1, values[i]);
    }
    return select.executeQuery();
  }

  /// Undoes the transaction; if that fails, the connection is made anew.
  void rollback() {
    Connection now = connection;
    try {
      if (now != null && !now.getAutoCommit()) {
        now.rollback();
      }
      if (now != null && !now.isClosed()) {
        return;
      }
    } catch (SQLException lost) {
      // It is made anew.
    }
    drop();
  }

  void drop() {
    Connection lost = connection;
    connection = null;
    statements = null;
    append = null;
    try {
      if (lost != null) {
        lost.close();
      }
    } catch (SQLException closed) {
      // It is lost.
    }
  }

  @Override
  public void close() {
    drop();
  }
}
