package dev.botswain.store.sql;

import dev.botswain.store.Append;
import io.vertx.core.Promise;
import java.sql.SQLException;

/// A task for the writer.
public sealed interface Task {
  /// An event. It is not given up while there is hope of storing it.
  record Event(Append append, Runnable stored) implements Task {
    @Override
    public int bytes() {
      return append.event().data().length;
    }
  }

  /// Anything else.
  record Other<T extends Object>(Transaction<T> work, Promise<T> done, Haste haste)
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

  /// How long it may wait for others, to share their transaction.
  enum Haste {
    /// For a long time: nobody waits for it.
    NONE,
    /// For the usual time.
    USUAL,
    /// For a short time: a request waits for it before Discord is asked.
    GREAT
  }

  /// How long it may wait for others.
  default Haste haste() {
    return Haste.USUAL;
  }

  /// Its part of the bytes that are not stored yet.
  int bytes();
}
