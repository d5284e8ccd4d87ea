package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A gateway client that only writes down what comes.
final class GatewayListener implements WebSocket.Listener {
  final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
  final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private WebSocket socket;

  /// A client that has got HELLO.
  static GatewayListener open(HttpClient client, String gatewayUrl) throws Exception {
    var listener = new GatewayListener();
    listener.socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(gatewayUrl + "/?v=10&encoding=json"), listener)
            .get(10, TimeUnit.SECONDS);
    listener.await("op", "10");
    return listener;
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      events.add(text.toString());
      text.setLength(0);
    }
    socket.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    closed.complete(status);
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    closed.complete(1006);
  }

  void send(String payload) throws Exception {
    socket.sendText(payload, true).get(10, TimeUnit.SECONDS);
  }

  GatewayListener identify(String token, int intents) throws Exception {
    send(
        """
        {"op":2,"d":{"token":"%s","intents":%d,
         "properties":{"os":"a","browser":"b","device":"c"}}}
        """
            .formatted(token, intents));
    return this;
  }

  JsonNode await(String field, String value) throws Exception {
    while (true) {
      String event = events.poll(10, TimeUnit.SECONDS);
      assertThat(event).as("no event with " + field + " " + value).isNotNull();
      JsonNode json = ControlFixture.JSON.readTree(event);
      if (json.path(field).asText().equals(value)) {
        return json;
      }
    }
  }

  int closeCode() throws Exception {
    return closed.get(10, TimeUnit.SECONDS);
  }
}
