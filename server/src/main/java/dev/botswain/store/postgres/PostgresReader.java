package dev.botswain.store.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.Vault;
import dev.botswain.store.sql.Dialect;
import dev.botswain.store.sql.Reader;
import dev.botswain.store.sql.SqlQuery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;

/// Reads by a pool of connections, one for each thread. A read whose connection is lost is repeated
/// once on another one.
final class PostgresReader implements Reader, AutoCloseable {
  private static final int THREADS = 4;
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration WAIT = Duration.ofSeconds(5);

  private final Target target;
  private final HikariDataSource pool;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          THREADS, Thread.ofPlatform().daemon().name("store-reader-", 0).factory());

  PostgresReader(Target target) {
    this.target = target;
    var config = new HikariConfig();
    config.setPoolName("store-readers");
    config.setJdbcUrl(target.jdbc());
    config.setDataSourceProperties(target.properties("reader", TIMEOUT));
    config.setConnectionInitSql(Target.COMMIT_SAFELY);
    config.setMaximumPoolSize(THREADS);
    config.setMinimumIdle(1);
    config.setConnectionTimeout(WAIT.toMillis());
    config.setValidationTimeout(WAIT.toMillis() / 2);
    config.setKeepaliveTime(Duration.ofMinutes(1).toMillis());
    config.setInitializationFailTimeout(-1);
    this.pool = new HikariDataSource(config);
  }

  @Override
  public <T> Future<T> read(SqlQuery<T> query) {
    return read(query, PostgresReader::failed);
  }

  private static RuntimeException failed(Exception e) {
    return new StoreFailedException("the store could not be read", e);
  }

  @Override
  public <T> Future<T> readVital(SqlQuery<T> query) {
    return read(
        query,
        e ->
            switch (e) {
              case Vault.WrongKeyException changed -> damaged(changed);
              case UncheckedIOException broken -> damaged(broken);
              default -> failed(e);
            });
  }

  private StoreUnusableException damaged(RuntimeException e) {
    return new StoreUnusableException(
        "%s is damaged (a value in it cannot be read: %s). It was left as it is: put a backup of the database back"
            .formatted(target.name(), e.getMessage()),
        e);
  }

  @Override
  public Dialect dialect() {
    return Dialect.POSTGRES;
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
    T result;
    try {
      result = run(query);
    } catch (SQLException | RuntimeException e) {
      promise.fail(failure.apply(e));
      return;
    }
    promise.complete(result);
  }

  private <T> T run(SqlQuery<T> query) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      return query.run(connection);
    } catch (SQLException e) {
      if (!Failures.isOutcomeUnknown(e)) {
        throw e;
      }
    }
    try (Connection connection = pool.getConnection()) {
      return query.run(connection);
    }
  }

  @Override
  public void close() {
    threads.close();
    pool.close();
  }
}
