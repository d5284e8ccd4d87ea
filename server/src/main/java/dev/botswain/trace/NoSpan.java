package dev.botswain.trace;

import org.jspecify.annotations.Nullable;

/// Does nothing.
final class NoSpan implements Span {
  @Override
  public Span child(Kind kind, String name) {
    return this;
  }

  @Override
  public Span name(String now) {
    return this;
  }

  @Override
  public Span set(String key, String value) {
    return this;
  }

  @Override
  public Span set(String key, long value) {
    return this;
  }

  @Override
  public Span failed(String type) {
    return this;
  }

  @Override
  public void end() {}

  @Override
  public @Nullable String traceparent() {
    return null;
  }

  @Override
  public @Nullable String tracestate() {
    return null;
  }
}
