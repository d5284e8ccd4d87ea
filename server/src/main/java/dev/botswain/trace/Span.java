package dev.botswain.trace;

import org.jspecify.annotations.Nullable;

/// A step of a trace, from its beginning to [#end]. Thread-safe. One that is never ended is not
/// exported.
public interface Span {
  /// Stands for all spans while tracing is off. It does nothing, and so do its children, which are
  /// this one again.
  Span NONE = new NoSpan();

  /// What a step is, seen from this server.
  enum Kind {
    /// Somebody's request is answered.
    SERVER,
    /// Somebody else is asked.
    CLIENT,
    /// Something was received that asks for no answer.
    CONSUMER,
    /// Anything else.
    INTERNAL
  }

  /// A step of this one, which begins now.
  ///
  /// @param name one of few: no ids
  Span child(Kind kind, String name);

  /// Replaces the name, if more is known by now.
  Span name(String now);

  /// Sets an attribute.
  ///
  /// @param key of OpenTelemetry's semantic conventions, or our own below `botswain.`
  Span set(String key, String value);

  Span set(String key, long value);

  /// It failed.
  ///
  /// @param type one of few, for `error.type`
  Span failed(String type);

  /// Ends it now; later calls of any method have no effect.
  void end();

  /// The value of the header that continues the trace elsewhere
  /// (<https://www.w3.org/TR/trace-context/#traceparent-header>); null if there is none.
  @Nullable String traceparent();

  /// The value of the header that goes with it
  /// (<https://www.w3.org/TR/trace-context/#tracestate-header>); null if there is none.
  @Nullable String tracestate();
}
