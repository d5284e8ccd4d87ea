package dev.botswain.http;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// What exchanges see of their event loop. Confined to it.
interface Loop {
  Connections connections();

  /// For the `Date` header, at most a second old.
  CharSequence date();

  /// Something was started that has no end of its own.
  void opened(Ending ending);

  void closed(Ending ending);

  /// A request has its answer.
  void finished();

  /// Runs work outside the event loop, and returns the result to it.
  <T> void aside(Supplier<T> making, Consumer<T> taking);
}
