package dev.botswain.store.sqlite;

import dev.botswain.store.Append;
import io.vertx.core.Promise;
import java.sql.SQLException;

/// A task for the writer.
sealed interface Task {
  /// An event. It is not given up while there is hope of storing it.
  record Event(Append append, Runnable stored) implements Task {
    @Override
    public int bytes() {
      return append.event().data().length;
    }
  }

  /// Anything else.
  ///
  /// @param patient whether it may wait for others, to share their transaction
  record Other<T extends Object>(Transaction<T> work, Promise<T> done, boolean patient)
      implements Task {
    /// @return reports the result once it is committed
    Runnable run(Rows rows) throws SQLException {
      T result = work.run(rows);
      return () -> done.complete(result);
    }

    @Override
    public int bytes() {
      return 0;
    }
  }

  /// Whether it may wait for others, to share their transaction.
  default boolean patient() {
    return false;
  }

  /// Its part of the bytes that are not stored yet.
  int bytes();
}
