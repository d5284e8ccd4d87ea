package dev.botswain.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;

/// Counts and times requests by operation and status.
final class RequestMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100),
    Duration.ofMillis(500),
    Duration.ofSeconds(2),
    Duration.ofSeconds(10),
    Duration.ofSeconds(30)
  };

  private final MeterRegistry registry;

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  /// @param operation its id, or `none` for requests that reach no operation
  Timers of(String operation) {
    return new Timers(operation);
  }

  /// The timers of one operation, one for each status of an answer.
  final class Timers {
    private static final int STATUSES = 600;

    private final String operation;
    private final AtomicReferenceArray<Timer> byStatus = new AtomicReferenceArray<>(STATUSES);

    private Timers(String operation) {
      this.operation = operation;
    }

    void record(int status, long nanos) {
      var timer = byStatus.get(status);
      if (timer == null) {
        timer = register(status);
        byStatus.set(status, timer);
      }
      timer.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    /// The registry returns the same timer to concurrent callers.
    private Timer register(int status) {
      return Timer.builder("botswain.http.requests")
          .description("Duration of requests, by operation and status")
          .tag("operation", operation)
          .tag("status", Integer.toString(status))
          .serviceLevelObjectives(BUCKETS)
          .register(registry);
    }
  }
}
