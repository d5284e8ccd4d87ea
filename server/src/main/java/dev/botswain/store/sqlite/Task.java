package dev.botswain.store.sqlite;

import dev.botswain.store.Append;
import io.vertx.core.Promise;
import java.sql.SQLException;

/// Something that the writer was given to do.
sealed interface Task {
  /// An event. It is not given up while it can be hoped for.
  record Event(Append append, Runnable stored) implements Task {
    @Override
    public int bytes() {
      return append.event().data().length;
    }
  }

  /// Anything else.
  record Other<T extends Object>(Transaction<T> work, Promise<T> done) implements Task {
    /// @return what tells of it once it is committed
    Runnable run(Rows rows) throws SQLException {
      T result = work.run(rows);
      return () -> done.complete(result);
    }

    @Override
    public int bytes() {
      return 0;
    }
  }

  /// How many of those that are not stored yet are its own.
  int bytes();
}
