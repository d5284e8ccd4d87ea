package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the control API does to connections.
class GatewayControlTest extends ControlFixture {
  /// A gateway client that only writes down what comes.
  private static final class Listener implements WebSocket.Listener {
    final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();

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

    JsonNode await(String field, String value) throws Exception {
      while (true) {
        String event = events.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("no event with " + field + " " + value).isNotNull();
        JsonNode json = JSON.readTree(event);
        if (json.path(field).asText().equals(value)) {
          return json;
        }
      }
    }
  }

  private Listener connect() throws Exception {
    var listener = new Listener();
    WebSocket socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(sim.gatewayUrl() + "/?v=10&encoding=json"), listener)
            .get(10, TimeUnit.SECONDS);
    listener.await("op", "10");
    socket
        .sendText(
            "{\"op\":2,\"d\":{\"token\":\""
                + token
                + "\",\"intents\":33281,\"properties\":{\"os\":\"a\",\"browser\":\"b\",\"device\":\"c\"}}}",
            true)
        .get(10, TimeUnit.SECONDS);
    listener.await("t", "GUILD_CREATE");
    return listener;
  }

  @Test
  void gateway_toldTo_closesReconnectsAndInvalidates() throws Exception {
    Listener first = connect();
    assertThat(gateway("{\"do\":\"reconnect\"}").status()).isEqualTo(204);
    first.await("op", "7");
    assertThat(gateway("{\"do\":\"invalidate\",\"resumable\":true}").status()).isEqualTo(204);
    assertThat(first.await("op", "9").path("d").asBoolean()).isTrue();
    Listener second = connect();
    assertThat(gateway("{\"do\":\"heartbeat\"}").status()).isEqualTo(204);
    second.await("op", "1");
    assertThat(gateway("{\"do\":\"close\",\"code\":4008}").status()).isEqualTo(204);
    assertThat(second.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4008);
  }

  @Test
  void gateway_toldToDrop_breaksTheConnection() throws Exception {
    Listener listener = connect();
    assertThat(gateway("{\"do\":\"drop\"}").status()).isEqualTo(204);
    assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1006);
  }

  private Reply gateway(String body) {
    return call("POST", "/sim/bots/" + botId + "/gateway", body);
  }

  @Test
  void token_reset_refusesTheOldOneAndClosesItsConnections() throws Exception {
    Listener listener = connect();
    Reply reset = call("POST", "/sim/bots/" + botId + "/token", null);
    assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4004);
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(401);
    token = reset.body().path("token").asText();
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(200);
  }

  @Test
  void blast_started_sendsNumberedMessages() throws Exception {
    Listener listener = connect();
    Reply started =
        call("POST", "/sim/blast", "{\"total\":3,\"rate\":1000,\"botIds\":[\"" + botId + "\"]}");
    assertThat(started.body().path("total").asInt()).isEqualTo(3);
    for (int i = 1; i <= 3; i++) {
      assertThat(listener.await("t", "MESSAGE_CREATE").path("d").path("content").asText())
          .startsWith("blast " + i + " ");
    }
    JsonNode progress = call("GET", "/sim/blast", null).body();
    assertThat(progress.path("sent").asInt()).isEqualTo(3);
    assertThat(progress.path("done").asBoolean()).isTrue();
  }
}
