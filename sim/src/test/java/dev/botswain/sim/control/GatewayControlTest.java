package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What the control API does to connections.
class GatewayControlTest extends ControlFixture {
  @Test
  void gateway_toldTo_closesReconnectsAndInvalidates() throws Exception {
    GatewayListener first = connect();
    assertThat(gateway("{\"do\":\"reconnect\"}").status()).isEqualTo(204);
    first.await("op", "7");
    assertThat(gateway("{\"do\":\"invalidate\",\"resumable\":true}").status()).isEqualTo(204);
    assertThat(first.await("op", "9").path("d").asBoolean()).isTrue();
    GatewayListener second = connect();
    assertThat(gateway("{\"do\":\"heartbeat\"}").status()).isEqualTo(204);
    second.await("op", "1");
    assertThat(gateway("{\"do\":\"close\",\"code\":4008}").status()).isEqualTo(204);
    assertThat(second.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4008);
  }

  @Test
  void gateway_toldToDrop_breaksTheConnection() throws Exception {
    GatewayListener listener = connect();
    assertThat(gateway("{\"do\":\"drop\"}").status()).isEqualTo(204);
    assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(1006);
  }

  private Reply gateway(String body) {
    return call("POST", "/sim/bots/" + botId + "/gateway", body);
  }

  @Test
  void gateway_toldSo_letsMoreShardsStart() {
    assertThat(gateway("{\"do\":\"maxConcurrency\",\"max\":16}").status()).isEqualTo(204);
    JsonNode limit = discord("GET", "/gateway/bot", null).body().path("session_start_limit");
    assertThat(limit.path("max_concurrency").asInt()).isEqualTo(16);
  }

  @Test
  void token_reset_refusesTheOldOneAndClosesItsConnections() throws Exception {
    GatewayListener listener = connect();
    Reply reset = call("POST", "/sim/bots/" + botId + "/token", null);
    assertThat(listener.closed.get(10, TimeUnit.SECONDS)).isEqualTo(4004);
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(401);
    token = reset.body().path("token").asText();
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(200);
  }

  @Test
  void blast_started_sendsNumberedMessages() throws Exception {
    GatewayListener listener = connect();
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

  @Test
  void blast_deleted_ends() throws Exception {
    call("POST", "/sim/blast", "{\"total\":1000000,\"rate\":1,\"botIds\":[\"" + botId + "\"]}");
    assertThat(call("DELETE", "/sim/blast", null).body().path("done").asBoolean()).isTrue();
    Reply next = call("POST", "/sim/blast", "{\"total\":1,\"rate\":1000}");
    assertThat(next.body().path("done").asBoolean()).isFalse();
  }
}
