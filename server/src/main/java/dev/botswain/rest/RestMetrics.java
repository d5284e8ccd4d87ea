package dev.botswain.rest;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/// What is counted, over all bots:
///
/// | name | what |
/// |---|---|
/// | `botswain.rest.answers` | Discord's answers and how long each took, by status |
/// | `botswain.rest.failures` | attempts that brought no answer, by reason |
/// | `botswain.rest.queue` | how long requests waited before they were first sent |
/// | `botswain.rest.waiting` | requests that are not on their way to Discord now, nor answered |
/// | `botswain.rest.in.flight` | requests that are on their way |
/// | `botswain.rest.retries` | requests sent again after a failure of Discord's or of the network |
/// | `botswain.rest.limited` | answers of 429, by scope |
/// | `botswain.rest.invalid` | answers that count towards a ban of this server's address |
/// | `botswain.rest.invalid.recent` | those of the last ten minutes |
/// | `botswain.rest.refused` | requests refused here to keep the address from a ban |
final class RestMetrics {
  private final MeterRegistry registry;
  private final Map<Integer, Timer> answers = new ConcurrentHashMap<>();
  private final Timer queue;
  private final Counter retries;
  private final Counter invalid;
  private final Counter refused;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();

  /// @param recentlyInvalid how many answers of late count towards a ban
  RestMetrics(MeterRegistry registry, Supplier<Number> recentlyInvalid) {
    this.registry = registry;
    queue = registry.timer("botswain.rest.queue");
    retries = registry.counter("botswain.rest.retries");
    invalid = registry.counter("botswain.rest.invalid");
    refused = registry.counter("botswain.rest.refused");
    Gauge.builder("botswain.rest.invalid.recent", recentlyInvalid).register(registry);
    Gauge.builder("botswain.rest.waiting", this, it -> it.pending.get() - it.inFlight.get())
        .register(registry);
    Gauge.builder("botswain.rest.in.flight", inFlight, AtomicInteger::get).register(registry);
  }

  void accepted() {
    pending.incrementAndGet();
  }

  void finished() {
    pending.decrementAndGet();
  }

  void firstSent(long waitedNanos) {
    queue.record(waitedNanos, TimeUnit.NANOSECONDS);
  }

  void sent() {
    inFlight.incrementAndGet();
  }

  void answered(int status, long nanos) {
    inFlight.decrementAndGet();
    answers
        .computeIfAbsent(
            status, code -> registry.timer("botswain.rest.answers", "status", code.toString()))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void failed(DiscordUnreachableException.Reason reason) {
    inFlight.decrementAndGet();
    registry.counter("botswain.rest.failures", "reason", lowerCase(reason)).increment();
  }

  void limited(RateLimitedException.Scope scope) {
    registry.counter("botswain.rest.limited", "scope", lowerCase(scope)).increment();
  }

  void retried() {
    retries.increment();
  }

  void invalid() {
    invalid.increment();
  }

  void refused() {
    refused.increment();
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
