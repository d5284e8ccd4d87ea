package dev.botswain.api;

import dev.botswain.http.Answer;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;

/// `/metrics`, in Prometheus' text format.
final class MetricsResource implements Resource {
  private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";

  private final PrometheusMeterRegistry registry;

  MetricsResource(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /// Collecting calls every gauge, so it is not for the event loop.
  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "metrics",
        _ -> new Answer(200, Buffer.buffer(registry.scrape(TEXT)), TEXT, null, List.of()));
  }
}
