package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.WebSocketHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The named faults of a bot at the gateway.
class BotFaultsAtGatewayTest extends ControlFixture {
  private void begin(String fault) {
    begin(fault, "");
  }

  private void begin(String fault, String options) {
    Reply reply =
        call(
            "POST",
            "/sim/bots/" + botId + "/fault",
            "{\"fault\":\"" + fault + "\"" + options + "}");
    assertThat(reply.status()).as(reply.error()).isEqualTo(200);
  }

  private void heal() {
    assertThat(call("DELETE", "/sim/bots/" + botId + "/fault", null).status()).isEqualTo(204);
  }

  private GatewayListener hello() throws Exception {
    return GatewayListener.open(client, sim.gatewayUrl());
  }

  private void say(String content) {
    call("POST", "/sim/channels/" + channelId + "/messages", "{\"content\":\"" + content + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "intents_invalid, 4013",
    "shard_invalid, 4010",
    "sharding_required, 4011",
    "api_version_refused, 4012"
  })
  void identify_refused_isClosedWithItsCodeAndSessionsEnd(String fault, int code) throws Exception {
    var running = connect();
    begin(fault);
    assertThat(running.await("op", "9").path("d").asBoolean(true)).isFalse();
    assertThat(hello().identify(token, 1).closeCode()).isEqualTo(code);
    heal();
    connect();
  }

  @ParameterizedTest
  @CsvSource({"members_intent_off, 2", "presences_intent_off, 256", "message_content_off, 32768"})
  void intentOff_closesAnIdentifyWithItWith4014(String fault, int intent) throws Exception {
    var running = connect();
    begin(fault, ",\"reconnect\":true");
    running.await("op", "9");
    assertThat(hello().identify(token, 1 | intent).closeCode()).isEqualTo(4014);
    hello().identify(token, 1).await("t", "READY");
  }

  @Test
  void tokenReset_closesWith4004() throws Exception {
    var running = connect();
    begin("token_reset");
    assertThat(running.closeCode()).isEqualTo(4004);
    assertThat(hello().identify(token, 1).closeCode()).isEqualTo(4004);
    heal();
    connect();
  }

  @Test
  void gatewayUnreachable_refusesUpgradesAndDropsConnections() throws Exception {
    var running = connect();
    begin("gateway_unreachable");
    assertThat(running.closeCode()).isEqualTo(1006);
    assertThatThrownBy(this::hello)
        .cause()
        .isInstanceOf(WebSocketHandshakeException.class)
        .extracting(e -> ((WebSocketHandshakeException) e).getResponse().statusCode())
        .isEqualTo(503);
    assertThat(discord("GET", "/gateway/bot", null).status()).isEqualTo(200);
    heal();
    connect();
  }

  @Test
  void gatewayClosedOften_closesAsManyConnectionsAsSaid() throws Exception {
    var running = connect();
    begin("gateway_closed_often", ",\"code\":4009,\"times\":2,\"afterMs\":1");
    assertThat(running.closeCode()).isEqualTo(4009);
    assertThat(connect().closeCode()).isEqualTo(4009);
    assertThat(connect().closeCode()).isEqualTo(4009);
    var well = connect();
    say("ahoy");
    well.await("t", "MESSAGE_CREATE");
    assertThat(well.closed).isNotDone();
  }

  @Test
  void resumesRefused_invalidatesEachResume() throws Exception {
    var first = hello().identify(token, 1);
    String session = first.await("t", "READY").path("d").path("session_id").asText();
    begin("resumes_refused");
    assertThat(resume(session).await("op", "9").path("d").asBoolean(true)).isFalse();
    heal();
    resume(session).await("t", "RESUMED");
  }

  private GatewayListener resume(String session) throws Exception {
    var listener = hello();
    listener.send(
        "{\"op\":6,\"d\":{\"token\":\"%s\",\"session_id\":\"%s\",\"seq\":1}}"
            .formatted(token, session));
    return listener;
  }

  @Test
  void tokenUsedElsewhere_endsSessionsAndUsesUpTheBudget() throws Exception {
    begin("token_used_elsewhere", ",\"times\":1,\"afterMs\":1");
    int before = remaining();
    var client = hello().identify(token, 1);
    client.await("t", "READY");
    assertThat(client.await("op", "9").path("d").asBoolean(true)).isFalse();
    assertThat(remaining()).isLessThan(before);
    client.identify(token, 1).await("t", "READY");
  }

  private int remaining() {
    return discord("GET", "/gateway/bot", null)
        .body()
        .path("session_start_limit")
        .path("remaining")
        .asInt();
  }

  @Test
  void eventsStopped_sendsNoneButAcknowledgesHeartbeats() throws Exception {
    var running = connect();
    begin("events_stopped");
    say("lost");
    running.send("{\"op\":1,\"d\":null}");
    assertThat(JSON.readTree(running.events.take()).path("op").asInt()).isEqualTo(11);
    heal();
    say("found");
    JsonNode message = running.await("t", "MESSAGE_CREATE");
    assertThat(message.path("d").path("content").asText()).isEqualTo("found");
  }

  @Test
  void interactionsEndpointSet_keepsInteractionsFromTheGateway() throws Exception {
    discord(
        "POST",
        "/applications/" + botId + "/commands",
        "{\"name\":\"sail\",\"description\":\"d\"}");
    var running = connect();
    begin("interactions_endpoint_set");
    String use = "{\"type\":\"command\",\"name\":\"sail\"}";
    assertThat(call("POST", "/sim/bots/" + botId + "/interactions", use).status())
        .isBetween(200, 201);
    say("after");
    assertThat(JSON.readTree(running.events.take()).path("t").asText()).isEqualTo("MESSAGE_CREATE");
    heal();
    call("POST", "/sim/bots/" + botId + "/interactions", use);
    running.await("t", "INTERACTION_CREATE");
  }
}
