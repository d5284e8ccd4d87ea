package dev.botswain.webhook;

import dev.botswain.store.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// How far each webhook was behind when it was last measured.
final class LagMetrics {
  /// More metrics than this would help no one.
  private static final int MOST = 1_000;

  private final MeterRegistry metrics;
  private final Map<String, Lag> byId = new ConcurrentHashMap<>();

  LagMetrics(MeterRegistry metrics) {
    this.metrics = metrics;
  }

  private static final class Lag {
    private volatile long events;
    private volatile double seconds;
    private List<Meter> meters = List.of();
  }

  void measured(String webhook, Backlog behind, Instant now) {
    if (byId.size() >= MOST && !byId.containsKey(webhook)) {
      return;
    }
    Lag lag = byId.computeIfAbsent(webhook, this::register);
    lag.events = behind.events();
    lag.seconds = behind.ageSeconds(now.toEpochMilli());
  }

  private Lag register(String webhook) {
    var lag = new Lag();
    lag.meters =
        List.of(
            Gauge.builder("botswain.webhook.lag.events", lag, now -> now.events)
                .description("Events that a webhook has not delivered yet")
                .tag("webhook", webhook)
                .register(metrics),
            Gauge.builder("botswain.webhook.lag", lag, now -> now.seconds)
                .description("Age of the oldest event that a webhook has not delivered yet")
                .baseUnit("seconds")
                .tag("webhook", webhook)
                .register(metrics));
    return lag;
  }

  void forget(String webhook) {
    Lag lag = byId.remove(webhook);
    if (lag != null) {
      lag.meters.forEach(metrics::remove);
    }
  }
}
