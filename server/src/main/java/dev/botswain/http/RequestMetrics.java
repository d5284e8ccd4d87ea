package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import io.micrometer.core.instrument.Counter;
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

  /// Stands for the operation of requests that reach none.
  static final String NO_OPERATION = "none";

  private static final String NO_QUOTA = "none";

  private final MeterRegistry registry;

  RequestMetrics(MeterRegistry registry) {
    this.registry = registry;
    refusals(ApiError.RATE_LIMITED, NO_QUOTA); // So that it can be asked for before the first.
  }

  private Counter refusals(ApiError error, String quota) {
    return Counter.builder("botswain.http.refusals")
        .description("Requests that were refused, by the code of the error and the tenant's quota")
        .tag("code", error.code())
        .tag("quota", quota)
        .register(registry);
  }

  /// @param operation its id, or [#NO_OPERATION]
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

    String operation() {
      return operation;
    }

    void record(int status, long nanos) {
      var timer = byStatus.get(status);
      if (timer == null) {
        timer = register(status);
        byStatus.set(status, timer);
      }
      timer.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    /// Counts a refusal by its reason. Their number is that of the codes, and of quotas.
    void refused(RequestRefusedException refusal) {
      Object quota = refusal.details().getOrDefault("quota", NO_QUOTA);
      refusals(refusal.error(), quota.toString()).increment();
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
