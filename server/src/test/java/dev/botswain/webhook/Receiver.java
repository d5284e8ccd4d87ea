package dev.botswain.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A receiver of webhooks on all loopback addresses, which answers as the test says.
final class Receiver implements AutoCloseable {
  private final HttpServer server;
  private final String scheme;
  private final LinkedBlockingQueue<Arrival> arrivals = new LinkedBlockingQueue<>();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger open = new AtomicInteger();
  private volatile Consumer<HttpServerRequest> script = request -> {};

  Receiver(Vertx vertx) {
    this(vertx, new HttpServerOptions());
  }

  Receiver(Vertx vertx, HttpServerOptions options) {
    scheme = options.isSsl() ? "https" : "http";
    server =
        vertx
            .createHttpServer(options)
            .connectionHandler(connection -> {
              connections.incrementAndGet();
              open.incrementAndGet();
              connection.closeHandler(_ -> open.decrementAndGet());
            })
            .requestHandler(request ->
                request
                    .body()
                    .onSuccess(body -> {
                      count.incrementAndGet();
                      arrivals.add(new Arrival(request, body));
                      script.accept(request);
                    }))
            .listen(0, "0.0.0.0")
            .await();
  }

  record Arrival(HttpServerRequest request, Buffer body) {
    String line() {
      return request.method() + " " + request.uri();
    }

    String header(String name) {
      return request.getHeader(name);
    }

    Map<String, List<String>> webhookHeaders() {
      return Stream.of("webhook-id", "webhook-timestamp", "webhook-signature")
          .collect(Collectors.toMap(name -> name, name -> List.of(header(name))));
    }
  }

  void script(Consumer<HttpServerRequest> answers) {
    script = answers;
  }

  void answer(int status) {
    script(request -> request.response().setStatusCode(status).end());
  }

  int port() {
    return server.actualPort();
  }

  String url(String target) {
    return scheme + "://receiver.test:" + port() + target;
  }

  Arrival next() throws InterruptedException {
    var arrival = arrivals.poll(10, TimeUnit.SECONDS);
    if (arrival == null) {
      throw new AssertionError("nothing arrived");
    }
    return arrival;
  }

  /// Requests so far.
  int count() {
    return count.get();
  }

  /// Connections so far.
  int connections() {
    return connections.get();
  }

  /// Connections that are open now.
  int open() {
    return open.get();
  }

  @Override
  public void close() {
    server.close().await();
  }
}
