package dev.botswain.trace;

import java.util.function.Supplier;

/// The request for which the current thread works, so that what it begins at Discord belongs to its
/// trace.
public final class CurrentSpan {
  private static final ScopedValue<Span> CURRENT = ScopedValue.newInstance();

  private CurrentSpan() {}

  /// [Span#NONE] if there is none.
  public static Span get() {
    return CURRENT.isBound() ? CURRENT.get() : Span.NONE;
  }

  private static void run(Span of, Runnable work) {
    ScopedValue.where(CURRENT, of).run(work);
  }

  /// The same work for another thread, for the request for which this one works.
  public static Runnable kept(Runnable work) {
    Span of = get();
    return of == Span.NONE ? work : () -> run(of, work);
  }

  /// Does something for a request; no more than that, if the span is [Span#NONE].
  public static <T> T get(Span of, Supplier<T> work) {
    return of == Span.NONE ? work.get() : ScopedValue.where(CURRENT, of).call(work::get);
  }
}
