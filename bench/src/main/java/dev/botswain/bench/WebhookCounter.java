package dev.botswain.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Receives the webhooks of many bots as cheaply as possible, and counts the messages of a blast.
final class WebhookCounter implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private volatile Latencies latencies = new Latencies(0);

  WebhookCounter() throws IOException, InterruptedException {
    var listening =
        vertx
            .createHttpServer()
            .requestHandler(request ->
                request.bodyHandler(body -> {
                  var scanner = new BlastScanner(() -> latencies);
                  scanner.take(body.getBytes(), body.length());
                  request.response().setStatusCode(204).end();
                }))
            .listen(0, "127.0.0.1");
    try {
      server =
          listening
              .toCompletionStage()
              .toCompletableFuture()
              .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no port to listen on", e);
    }
  }

  /// Creates a webhook for each session's bot that leads here.
  void register(Http http, String botswain, List<String> sessions)
      throws IOException, InterruptedException {
    var webhook =
        Map.of(
            "url",
            "http://127.0.0.1:" + server.actualPort() + "/",
            "types",
            List.of("MESSAGE_CREATE"));
    for (String session : sessions) {
      http.post(botswain + "/api/webhooks", session, webhook).expectOk("webhook");
    }
  }

  /// Where messages are counted from now on.
  void measure(Latencies into) {
    latencies = into;
  }

  @Override
  public void close() {
    vertx.close();
  }
}
