package dev.botswain.forward;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// What becomes of requests that other nodes have to answer.
final class ForwardMetrics {
  private static final Duration[] BUCKETS = {
    Duration.ofNanos(100_000),
    Duration.ofNanos(300_000),
    Duration.ofMillis(1),
    Duration.ofMillis(5),
    Duration.ofMillis(25),
    Duration.ofMillis(100)
  };

  private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);
  private final Timer added;

  /// What an attempt came to.
  enum Outcome {
    /// The owner answered, whatever.
    ANSWERED,
    /// The bot does not live there any more.
    MISDIRECTED,
    /// The node cannot be reached, so nothing was sent.
    UNREACHABLE,
    /// The node went while it was at work.
    LOST,
    /// Nobody owned the bot for too long.
    HOMELESS
  }

  /// @param open how many are in progress
  /// @param waiting how many wait for their bot's owner
  ForwardMetrics(MeterRegistry registry, Supplier<Number> open, Supplier<Number> waiting) {
    for (var each : Outcome.values()) {
      outcomes.put(
          each,
          Counter.builder("botswain.forward.requests")
              .description("Requests for bots of other nodes, by what came of passing them on")
              .tag("outcome", each.name().toLowerCase(Locale.ROOT))
              .register(registry));
    }
    added =
        Timer.builder("botswain.forward.added")
            .description("Time that passing a request on adds until the head of its answer")
            .serviceLevelObjectives(BUCKETS)
            .register(registry);
    Gauge.builder("botswain.forward.open", open)
        .description("Requests and streams in progress that another node answers")
        .register(registry);
    Gauge.builder("botswain.forward.waiting", waiting)
        .description("Requests that wait for a bot on its way between nodes")
        .register(registry);
  }

  void count(Outcome outcome) {
    java.util.Objects.requireNonNull(outcomes.get(outcome)).increment();
  }

  void added(long nanos) {
    added.record(Math.max(0, nanos), TimeUnit.NANOSECONDS);
  }
}
