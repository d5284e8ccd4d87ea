package dev.botswain.trace;

import org.jspecify.annotations.Nullable;

/// Makes no span.
final class NoTraces implements Traces {
  @Override
  public boolean isOn() {
    return false;
  }

  @Override
  public Span received(String name, @Nullable String traceparent, @Nullable String tracestate) {
    return Span.NONE;
  }

  @Override
  public Span root(Span.Kind kind, String name) {
    return Span.NONE;
  }

  @Override
  public Span event(long bot, long event, String name) {
    return Span.NONE;
  }

  @Override
  public Span ofEvent(long bot, long event, Span.Kind kind, String name) {
    return Span.NONE;
  }

  @Override
  public void close() {}
}
