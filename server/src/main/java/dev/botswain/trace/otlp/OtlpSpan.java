package dev.botswain.trace.otlp;

import dev.botswain.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A span of OpenTelemetry's SDK.
final class OtlpSpan implements Span {
  private static final int LONGEST = 256;

  private final Tracer tracer;
  private final io.opentelemetry.api.trace.Span span;

  OtlpSpan(Tracer tracer, io.opentelemetry.api.trace.Span span) {
    this.tracer = tracer;
    this.span = span;
  }

  static SpanKind kind(Kind of) {
    return switch (of) {
      case SERVER -> SpanKind.SERVER;
      case CLIENT -> SpanKind.CLIENT;
      case CONSUMER -> SpanKind.CONSUMER;
      case INTERNAL -> SpanKind.INTERNAL;
    };
  }

  @Override
  public Span child(Kind kind, String name) {
    return new OtlpSpan(
        tracer, tracer.spanBuilder(name).setParent(context()).setSpanKind(kind(kind)).startSpan());
  }

  private Context context() {
    return Context.root().with(span);
  }

  @Override
  public Span name(String now) {
    span.updateName(now);
    return this;
  }

  /// What waits to be exported has a bound, so each value has one.
  @Override
  public Span set(String key, String value) {
    span.setAttribute(
        key, value.length() <= LONGEST ? value : value.substring(0, LONGEST - 1) + "…");
    return this;
  }

  @Override
  public Span set(String key, long value) {
    span.setAttribute(key, value);
    return this;
  }

  @Override
  public Span failed(String type) {
    span.setStatus(StatusCode.ERROR);
    return set("error.type", type);
  }

  @Override
  public void end() {
    span.end();
  }

  @Override
  public @Nullable String traceparent() {
    return headers().get("traceparent");
  }

  @Override
  public @Nullable String tracestate() {
    return headers().get("tracestate");
  }

  private Map<String, String> headers() {
    var headers = new HashMap<String, String>();
    W3CTraceContextPropagator.getInstance()
        .inject(
            context(),
            headers,
            (to, name, value) -> {
              if (to != null) {
                to.put(name, value);
              }
            });
    return headers;
  }
}
