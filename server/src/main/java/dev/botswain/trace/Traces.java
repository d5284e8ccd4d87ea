package dev.botswain.trace;

import org.jspecify.annotations.Nullable;

/// Where traces begin. Thread-safe, and nothing here waits, except [#close].
public interface Traces extends AutoCloseable {
  /// No traces.
  Traces OFF = new NoTraces();

  /// Whether there are any. What would cost something to find out for a span is only to be found
  /// out if so.
  boolean isOn();

  /// Somebody's request arrives. It belongs to the trace that its sender names, if it names one.
  ///
  /// @param traceparent the value of that header; anything invalid counts as none
  /// @param tracestate the value of that header, whose lines are joined by commas
  Span received(String name, @Nullable String traceparent, @Nullable String tracestate);

  /// A trace begins here.
  Span root(Span.Kind kind, String name);

  /// The trace of an event begins.
  ///
  /// @param event its id
  Span event(long bot, long event, String name);

  /// A step in the trace of an event, wherever and whenever that began.
  ///
  /// @param event its id
  Span ofEvent(long bot, long event, Span.Kind kind, String name);

  /// Exports what has ended, for at most some seconds. Nothing is exported afterwards.
  @Override
  void close();
}
