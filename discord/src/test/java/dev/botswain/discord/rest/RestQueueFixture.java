package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.botswain.secret.Secret;
import dev.botswain.share.Bound;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/// A queue and a server in Discord's place, over HTTP.
@Timeout(20)
abstract class RestQueueFixture {
  static final String TOKEN = "very.secret-token";
  static final String MESSAGES = "/channels/1/messages";
  static Vertx vertx;

  final AtomicInteger rejections = new AtomicInteger();
  SimpleMeterRegistry metrics;
  ScriptedDiscord discord;
  DiscordRest rest;
  RestQueue queue;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().await();
  }

  @BeforeEach
  void open() {
    discord = new ScriptedDiscord(vertx);
    open(options(50, 10_000, Duration.ofSeconds(30)));
  }

  @AfterEach
  void close() {
    queue.close();
    rest.close().await();
    discord.close();
  }

  void open(RestOptions options) {
    metrics = new SimpleMeterRegistry();
    rest = new DiscordRest(vertx, options, Clock.systemUTC(), metrics);
    queue = rest.open(new Secret(TOKEN), rejections::incrementAndGet);
  }

  RestOptions options(int globalPerSecond, int maxInvalid, Duration attemptTimeout) {
    return options(
        globalPerSecond,
        maxInvalid,
        attemptTimeout,
        restLimits(new Bound(50_000, 100), new Bound(1_000, 125)));
  }

  RestOptions options(
      int globalPerSecond, int maxInvalid, Duration attemptTimeout, RestLimits limits) {
    return new RestOptions(
        discord.apiUrl(),
        "DiscordBot (https://example.org, test)",
        new RestOptions.Pace(globalPerSecond, maxInvalid),
        new RestOptions.Waits(Duration.ofSeconds(10), attemptTimeout),
        10_000,
        limits);
  }

  static RestLimits restLimits(Bound calls, Bound connections) {
    RestLimits others = RestLimits.DEFAULT;
    return new RestLimits(
        calls, connections, others.uploads(), others.interactions(), others.rejectedTokens());
  }

  /// How many requests have left the queue, arrived or not.
  long sent() {
    return metrics.timer("botswain.rest.queue").count();
  }

  Future<RestResponse> get(String path) {
    return queue.send(RestRequest.get(path));
  }

  Future<RestResponse> post(String path) {
    return queue.send(RestRequest.post(path).json(Buffer.buffer("{}")));
  }

  List<Future<RestResponse>> posts(String path, int count) {
    return IntStream.range(0, count).mapToObj(_ -> post(path)).toList();
  }

  <T extends Throwable> T failure(Class<T> type, Future<?> future) {
    return catchThrowableOfType(type, future::await);
  }
}
