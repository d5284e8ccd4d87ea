package dev.botswain.store.sqlite;

import dev.botswain.store.StoreFailedException;
import dev.botswain.store.sealing.Vault;
import dev.botswain.store.sql.Dialect;
import dev.botswain.store.sql.Reader;
import dev.botswain.store.sql.SqlQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/// Reads committed data, on separate threads and connections.
final class SqliteReader implements Reader, AutoCloseable {
  private static final int THREADS = 2;

  private final Database database;
  private final BlockingQueue<Connection> connections = new ArrayBlockingQueue<>(THREADS);
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("store-reader-", 0).factory());

  SqliteReader(Database database) throws SQLException {
    this.database = database;
    for (int i = 0; i < THREADS; i++) {
      connections.add(database.connect());
    }
  }

  /// Reads; a single statement reads everything as of one moment.
  ///
  /// @return fails with [StoreFailedException]
  @Override
  public <T> Future<T> read(SqlQuery<T> query) {
    return read(query, e -> new StoreFailedException("the store could not be read", e));
  }

  /// Reads data that the server cannot do without; reports a damaged file as such.
  ///
  /// @return fails with [dev.botswain.store.StoreUnusableException]
  @Override
  public <T> Future<T> readVital(SqlQuery<T> query) {
    return read(
        query,
        e ->
            switch (e) {
              case SQLException unreadable -> database.unusable(unreadable);
              case Vault.WrongKeyException changed -> database.damaged(changed);
              case UncheckedIOException broken -> database.damaged(broken);
              default -> new StoreFailedException("the store could not be read", e);
            });
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  private <T> Future<T> read(SqlQuery<T> query, Function<Exception, RuntimeException> failure) {
    Promise<T> promise = Promise.promise();
    try {
      threads.execute(() -> answer(query, promise, failure));
    } catch (RejectedExecutionException closed) {
      promise.fail(new StoreFailedException("the store is closed", closed));
    }
    return promise.future();
  }

  private <T> void answer(
      SqlQuery<T> query, Promise<T> promise, Function<Exception, RuntimeException> failure) {
    Connection connection = connections.remove(); // There is one for each thread.
    T result;
    try {
      result = query.run(connection);
    } catch (SQLException | RuntimeException e) {
      promise.fail(failure.apply(e));
      return;
    } finally {
      connections.add(connection);
    }
    promise.complete(result);
  }

  @Override
  public void close() {
    threads.close();
  }
}
