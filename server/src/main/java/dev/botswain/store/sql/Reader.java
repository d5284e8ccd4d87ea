package dev.botswain.store.sql;

import io.vertx.core.Future;

/// Reads committed data, on separate threads and connections.
public interface Reader {

  /// Reads; a single statement reads everything as of one moment.
  ///
  /// @return fails with [dev.botswain.store.StoreFailedException]
  <T> Future<T> read(SqlQuery<T> query);

  /// Reads data that the server cannot do without; reports damage as such.
  ///
  /// @return fails with [dev.botswain.store.StoreUnusableException] or
  ///   [dev.botswain.store.StoreFailedException]
  <T> Future<T> readVital(SqlQuery<T> query);

  /// The SQL that it reads.
  Dialect dialect();
}
