package dev.botswain.bench;

import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// Libraries that are connected to the gateway of the relay, as cheap as possible: they identify,
/// send heartbeats, and count the messages of a blast.
final class GatewayClients implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int INTENTS = 1 | 1 << 9 | 1 << 15;
  private static final Pattern SEQUENCE = Pattern.compile("\"s\":(\\d+)");

  private final Vertx vertx = Vertx.vertx();
  private final WebSocketClient client;
  private volatile Latencies latencies = new Latencies(0);

  private GatewayClients(int connections) {
    client =
        vertx.createWebSocketClient(
            new WebSocketClientOptions()
                .setMaxConnections(connections)
                .setMaxFrameSize(1 << 20)
                .setMaxMessageSize(1 << 24));
  }

  /// Connects one client for each session and returns when all are READY.
  static GatewayClients connect(String server, List<String> sessions)
      throws IOException, InterruptedException {
    var clients = new GatewayClients(sessions.size());
    URI url = URI.create(server);
    var ready = new CountDownLatch(sessions.size());
    for (String session : sessions) {
      clients
          .client
          .connect(url.getPort(), url.getHost(), "/gateway?v=10&encoding=json")
          .onSuccess(socket -> clients.serve(socket, session, ready));
    }
    if (!ready.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      clients.close();
      throw new IOException(ready.getCount() + " clients did not become READY");
    }
    return clients;
  }

  private void serve(WebSocket socket, String session, CountDownLatch ready) {
    var scanner = new BlastScanner(() -> latencies);
    var sequence = new String[] {"null"};
    socket.textMessageHandler(message -> {
      if (message.contains("\"op\":10")) {
        socket.writeTextMessage(identify(session));
        vertx.setPeriodic(
            20_000,
            timer -> {
              if (socket.isClosed()) {
                vertx.cancelTimer(timer);
              } else {
                socket.writeTextMessage("{\"op\":1,\"d\":" + sequence[0] + "}");
              }
            });
        return;
      }
      var found = SEQUENCE.matcher(message.substring(0, Math.min(100, message.length())));
      sequence[0] = found.find() ? found.group(1) : sequence[0];
      if (message.contains("\"READY\"")) {
        ready.countDown();
      }
      byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
      scanner.take(bytes, bytes.length);
    });
  }

  private static String identify(String session) {
    return """
    {"op":2,"d":{"token":"%s","intents":%s,"properties":{"os":"linux","browser":"bench","device":"bench"}}}\
    """
        .formatted(session, INTENTS);
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
