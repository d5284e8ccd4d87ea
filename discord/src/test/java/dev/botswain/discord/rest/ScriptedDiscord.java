package dev.botswain.discord.rest;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A server in Discord's place. A script answers requests; without one they wait until the test
/// answers them.
final class ScriptedDiscord implements AutoCloseable {
  private static final long LONG_ENOUGH = 5_000;

  private final HttpServer server;
  private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final List<Arrival> all = new ArrayList<>();
  private volatile @Nullable Consumer<Arrival> script;

  ScriptedDiscord(Vertx vertx) {
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setCompressionSupported(true))
            .requestHandler(request ->
                request
                    .body()
                    .onSuccess(body -> arrived(new Arrival(request, body, System.nanoTime()))))
            .listen(0, "127.0.0.1")
            .await();
  }

  /// A request that is not answered yet.
  record Arrival(HttpServerRequest request, Buffer body, long at) {
    String line() {
      return request.method() + " " + request.uri();
    }

    MultiMap headers() {
      return request.headers();
    }

    void reply(int status, Map<String, String> headers, String body) {
      request.response().setStatusCode(status).headers().addAll(headers);
      request.response().end(body);
    }

    void reply(int status) {
      reply(status, Map.of(), "{}");
    }

    void breakOff() {
      request.connection().close();
    }
  }

  /// Discord's headers about a bucket.
  ///
  /// @param reset the window's name: the time by Discord's clock at which it ends, in seconds
  static Map<String, String> limits(
      String bucket, int limit, int remaining, double resetAfter, double reset) {
    return Map.of(
        "X-RateLimit-Bucket", bucket,
        "X-RateLimit-Limit", Integer.toString(limit),
        "X-RateLimit-Remaining", Integer.toString(remaining),
        "X-RateLimit-Reset", Double.toString(reset),
        "X-RateLimit-Reset-After", Double.toString(resetAfter));
  }

  static String tooMany(double retryAfter, boolean global) {
    return "{\"message\": \"You are being rate limited.\", \"retry_after\": %s, \"global\": %s}"
        .formatted(retryAfter, global);
  }

  URI apiUrl() {
    return URI.create("http://127.0.0.1:" + server.actualPort() + "/api/v10");
  }

  /// Answers every request like this from now on.
  void script(Consumer<Arrival> answers) {
    script = answers;
  }

  /// The next request that no script answers.
  Arrival next() {
    try {
      var arrival = arrivals.poll(LONG_ENOUGH, MILLISECONDS);
      if (arrival == null) {
        throw new AssertionError("no request came; before: " + lines());
      }
      return arrival;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Arrival> next(int count) {
    var list = new ArrayList<Arrival>();
    while (list.size() < count) {
      list.add(next());
    }
    return list;
  }

  /// All requests so far.
  synchronized List<Arrival> all() {
    return List.copyOf(all);
  }

  List<String> lines() {
    return all().stream().map(Arrival::line).toList();
  }

  @Override
  public void close() {
    server.close().await();
  }

  private void arrived(Arrival arrival) {
    synchronized (this) {
      all.add(arrival);
    }
    var current = script;
    if (current != null) {
      current.accept(arrival);
    } else {
      arrivals.add(arrival);
    }
  }
}
