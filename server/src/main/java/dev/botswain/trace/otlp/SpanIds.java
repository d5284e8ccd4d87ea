package dev.botswain.trace.otlp;

import io.opentelemetry.sdk.trace.IdGenerator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Random ids, except for the first span of an event's trace.
final class SpanIds implements IdGenerator {
  private final IdGenerator random = IdGenerator.random();
  private final ThreadLocal<@Nullable EventTrace> next = new ThreadLocal<>();

  /// Begins a span with the ids of an event's trace.
  <T> T with(EventTrace ids, Supplier<T> begin) {
    next.set(ids);
    try {
      return begin.get();
    } finally {
      next.remove();
    }
  }

  @Override
  public String generateSpanId() {
    EventTrace given = next.get();
    return given == null ? random.generateSpanId() : given.first();
  }

  @Override
  public String generateTraceId() {
    EventTrace given = next.get();
    return given == null ? random.generateTraceId() : given.trace();
  }
}
