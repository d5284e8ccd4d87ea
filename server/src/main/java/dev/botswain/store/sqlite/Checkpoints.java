package dev.botswain.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves the write-ahead log into the database while the writer continues. When most of it is
/// moved, the writer itself moves the small rest, after which the log starts again.
///
/// Source: <https://www.sqlite.org/wal.html#ckpt>.
final class Checkpoints implements AutoCloseable {
  /// How often to check, and from which size of the log moving is worthwhile.
  record Pace(Duration look, long worthBytes) {
    static final Pace NORMAL = new Pace(Duration.ofSeconds(1), 8 << 20);
  }

  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  private final Connection connection;
  private final Path wal;
  private final Runnable finish;
  private final Pace pace;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("store-checkpoints").factory());
  private boolean failing;

  /// @param finish makes the writer move the rest
  Checkpoints(Database database, Runnable finish, Pace pace) throws SQLException {
    this.connection = database.connect();
    this.wal = database.wal();
    this.finish = finish;
    this.pace = pace;
  }

  void start() {
    long nanos = pace.look().toNanos();
    var _ = thread.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void look() {
    try {
      if (Files.size(wal) > pace.worthBytes()) {
        move(connection);
        finish.run();
      }
      failing = false;
    } catch (IOException | SQLException | RuntimeException e) {
      if (!failing) {
        log.atWarn().setCause(e).log("the write-ahead log cannot be moved into the database");
      }
      failing = true;
    }
  }

  /// Moves what can be moved without waiting for other connections.
  static void move(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
    }
  }

  @Override
  public void close() {
    thread.close();
  }
}
