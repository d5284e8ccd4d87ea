package dev.botswain.store.postgres;

import dev.botswain.store.StoreFailedException;
import dev.botswain.store.sql.SqlQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/// A connection of its own with a thread of its own, for what must not wait for anything else. It
/// is made anew when it was lost; nothing is repeated.
final class Line implements AutoCloseable {
  private final Target target;
  private final String purpose;
  private final Duration timeout;
  private final ExecutorService thread;
  private @Nullable Connection connection;

  /// @param timeout for an answer
  Line(Target target, String purpose, Duration timeout) {
    this.target = target;
    this.purpose = purpose;
    this.timeout = timeout;
    this.thread =
        Executors.newSingleThreadExecutor(
            Thread.ofPlatform().daemon().name("store-" + purpose).factory());
  }

  /// Runs statements, each in a transaction of its own, after those that were given before.
  ///
  /// @return fails with [StoreFailedException]
  <T> Future<T> run(SqlQuery<T> query) {
    Promise<T> done = Promise.promise();
    try {
      thread.execute(() -> answer(query, done));
    } catch (RejectedExecutionException closed) {
      done.fail(new StoreFailedException("the store is closed", closed));
    }
    return done.future();
  }

  private <T> void answer(SqlQuery<T> query, Promise<T> done) {
    T result;
    try {
      result = query.run(connected());
    } catch (SQLException | RuntimeException e) {
      dropIfLost(e);
      done.fail(new StoreFailedException("the store does not answer", e));
      return;
    }
    done.complete(result);
  }

  private Connection connected() throws SQLException {
    Connection now = connection;
    if (now == null) {
      now = target.connect(purpose, timeout);
      connection = now;
    }
    return now;
  }

  private void dropIfLost(Exception e) {
    if (Failures.isOfTheData(e) || Failures.isFenced(e) || Failures.isPassing(e)) {
      return;
    }
    drop();
  }

  private void drop() {
    Connection lost = connection;
    connection = null;
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
    try {
      thread.execute(this::drop);
    } catch (RejectedExecutionException closed) {
      return;
    }
    thread.close();
  }
}
