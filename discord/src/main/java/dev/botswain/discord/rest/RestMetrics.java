package dev.botswain.discord.rest;

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

/// Counters over all bots. `docs/metrics.md` lists them.
final class RestMetrics {
  private final MeterRegistry registry;
  private final Map<Integer, Timer> answers = new ConcurrentHashMap<>();
  private final Timer queue;
  private final Counter retries;
  private final Counter invalid;
  private final Counter refused;
  private final AtomicInteger pending = new AtomicInteger();
  private final AtomicInteger inFlight = new AtomicInteger();

  /// @param recentlyInvalid how many recent answers count towards a ban
  RestMetrics(MeterRegistry registry, Supplier<Number> recentlyInvalid) {
    this.registry = registry;
    queue =
        Timer.builder("botswain.rest.queue")
            .description("How long requests waited before they were first sent to Discord")
            .register(registry);
    retries = counter("retries", "Requests retried after a failure of Discord or of the network");
    invalid = counter("invalid", "Answers that count towards a ban of this server's address");
    refused =
        counter("refused", "Requests refused to keep Discord from banning this server's address");
    for (var reason : DiscordUnreachableException.Reason.values()) {
      failures(reason);
    }
    for (var scope : RateLimitedException.Scope.values()) {
      limits(scope);
    }
    gauge(
        "invalid.recent",
        "Answers of the last ten minutes that count towards a ban",
        recentlyInvalid);
    gauge(
        "waiting",
        "Requests that are neither in flight to Discord nor answered",
        () -> pending.get() - inFlight.get());
    gauge("in.flight", "Requests in flight to Discord", inFlight::get);
  }

  private Counter counter(String name, String what) {
    return Counter.builder("botswain.rest." + name).description(what).register(registry);
  }

  private void gauge(String name, String what, Supplier<Number> value) {
    Gauge.builder("botswain.rest." + name, value).description(what).register(registry);
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
            status,
            code ->
                Timer.builder("botswain.rest.answers")
                    .description("Time that Discord took to answer, by status")
                    .tag("status", code.toString())
                    .register(registry))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  void failed(DiscordUnreachableException.Reason reason) {
    inFlight.decrementAndGet();
    failures(reason).increment();
  }

  void limited(RateLimitedException.Scope scope) {
    limits(scope).increment();
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

  private Counter failures(DiscordUnreachableException.Reason reason) {
    return Counter.builder("botswain.rest.failures")
        .description("Attempts that got no answer from Discord, by reason")
        .tag("reason", lowerCase(reason))
        .register(registry);
  }

  private Counter limits(RateLimitedException.Scope scope) {
    return Counter.builder("botswain.rest.limited")
        .description("429 answers, by scope")
        .tag("scope", lowerCase(scope))
        .register(registry);
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
