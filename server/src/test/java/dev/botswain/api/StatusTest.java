package dev.botswain.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// `GET /api/bot/status`.
class StatusTest extends EndpointsFixture {

  @Test
  void status_ofAHealthyBot_isEvidence() {
    botswain.get("/api/messages?channelId=" + general, session);
    botswain.get("/api/channels/1/messages", session);

    Botswain.Answer answer = botswain.get("/api/bot/status", session);
    JsonNode status = answer.body();

    assertThat(answer.status()).as(status.toString()).isEqualTo(200);
    assertThat(status.path("status").asText()).isEqualTo("connected");
    assertThat(status.path("complete").asBoolean()).isTrue();
    JsonNode shard = status.path("shards").path(0);
    assertThat(shard.path("lastEventAgeMs").isIntegralNumber()).isTrue();
    assertThat(shard.path("events").asInt()).isPositive();
    assertThat(shard.path("identifies").asInt()).isEqualTo(1);
    JsonNode identifies = status.path("identifies");
    assertThat(identifies.path("used").asInt()).isBetween(1, 20);
    assertThat(identifies.path("total").asInt()).isEqualTo(1000);
    assertThat(status.path("invalidRequests").path("total").asInt()).isEqualTo(10_000);
    assertThat(sum(status.path("history").path("fine").path("events"))).isPositive();
    assertThat(sum(status.path("history").path("coarse").path("requests"))).isPositive();
    assertThat(sum(status.path("history").path("fine").path("errors"))).isPositive();
    assertThat(status.path("log").path("first").asText())
        .isLessThanOrEqualTo(status.path("log").path("last").asText());
  }

  @Test
  void interruption_ofAConnection_isToldWithItsMeaning() {
    botswain.gateway(Botswain.TOKEN, Map.of("do", "close", "code", 4000));
    Botswain.eventually(() -> {
      JsonNode shard = botswain.get("/api/bot/status", session).body().path("shards").path(0);
      assertThat(shard.path("resumes").asInt()).isPositive();
      assertThat(shard.path("incidents").path(0).path("kind").asText()).isEqualTo("resumed");
      assertThat(shard.path("incidents").path(1).path("code").asInt()).isEqualTo(4000);
      assertThat(shard.path("incidents").path(1).path("meaning").asText())
          .isEqualTo("Discord closed the connection: unknown error; the bot resumes its session");
    });
  }

  @Test
  void status_forANarrowSession_leavesOutWhatOthersDo() {
    String narrow = narrow(List.of("read"));

    JsonNode status = botswain.get("/api/bot/status", narrow).body();

    assertThat(status.path("shards").path(0).path("status").asText()).isEqualTo("connected");
    for (String field : List.of("queue", "webhooks", "log", "history")) {
      assertThat(status.path(field).isNull()).as(field).isTrue();
    }
    assertThat(
            botswain.get("/api/bot/status", narrow(List.of("events"))).body().path("log").isNull())
        .isFalse();
  }

  static String narrow(List<String> scopes) {
    return botswain
        .post("/api/sessions", session, Map.of("name", "narrow", "scopes", scopes))
        .body()
        .path("sessionId")
        .asText();
  }

  private static int sum(JsonNode counts) {
    return StreamSupport.stream(counts.spliterator(), false).mapToInt(JsonNode::asInt).sum();
  }
}
