package dev.botswain.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Moves the write-ahead log into the database while the writer goes on. When most of it is moved,
/// the writer itself moves the little that has come since, after which the log begins anew.
///
/// Source: <https://www.sqlite.org/wal.html#ckpt>.
final class Checkpoints implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final long WORTH_IT = 8 << 20;

  private final Connection connection;
  private final Path wal;
  private final Runnable finish;
  private final Thread thread;

  /// @param finish has the writer move the rest
  Checkpoints(Database database, Runnable finish) throws SQLException {
    this.connection = database.connect();
    this.wal = database.wal();
    this.finish = finish;
    this.thread = Thread.ofPlatform().daemon().name("store-checkpoints").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    boolean failing = false;
    try {
      while (true) {
        Thread.sleep(LOOK);
        try {
          if (Files.size(wal) > WORTH_IT) {
            checkpoint(connection);
            finish.run();
          }
          failing = false;
        } catch (IOException | SQLException e) {
          if (!failing) {
            log.atWarn().setCause(e).log("the write-ahead log cannot be moved into the database");
          }
          failing = true;
        }
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  /// Moves what can be moved without waiting for anybody.
  static void checkpoint(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("PRAGMA wal_checkpoint(PASSIVE)");
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      log.warn("could not close", e);
    }
  }
}
