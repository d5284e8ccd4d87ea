package dev.botswain.http;

import java.util.function.Consumer;
import java.util.function.Supplier;

/// What exchanges see of the event loop that they are on. Confined to it.
interface Loop {
  Connections connections();

  /// For the `Date` header, at most a second old.
  CharSequence date();

  /// Something was begun that has no end of its own.
  void opened(Ending ending);

  void closed(Ending ending);

  /// A request has its answer.
  void finished();

  /// Has something made beside the event loop, and takes it there.
  <T> void aside(Supplier<T> making, Consumer<T> taking);
}
