package dev.botswain.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// `GET /api/requests`.
class RequestsTest extends EndpointsFixture {
  private static final String WEBHOOK_TOKEN =
      "kX7_secretsecretsecretsecretsecretsecretsecretsecret-9";
  private static final String INTERACTION_TOKEN = "aW50ZXJhY3Rpb246" + "c2VjcmV0".repeat(12);

  private String send(String session, String content) {
    Botswain.Answer answer =
        botswain.post(
            "/api/channels/" + general + "/messages", session, Map.of("content", content));
    return answer.header("X-Request-ID");
  }

  private JsonNode list(String query, String by) {
    Botswain.Answer answer = botswain.get("/api/requests" + query, by);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    return answer.body();
  }

  @Test
  void call_ofAnAction_isKeptAndCanBeTriedAgain() {
    String requestId = send(session, "ahoy");

    JsonNode call = list("?route=sendMessage&limit=1", session).path(0);
    assertThat(call.path("requestId").asText()).isEqualTo(requestId);
    assertThat(call.path("status").asInt()).isEqualTo(200);
    assertThat(call.path("interface").asText()).isEqualTo("api");
    assertThat(call.path("route").asText()).isEqualTo("/channels/{id}/messages");
    assertThat(call.path("tries").asInt()).isEqualTo(1);

    JsonNode replay =
        botswain.get("/api/requests/" + call.path("id").asText(), session).body().path("replay");
    assertThat(replay.path("path").asText()).isEqualTo("/api/channels/" + general + "/messages");
    assertThat(replay.path("body").path("content").asText()).isEqualTo("ahoy");
    Botswain.Answer tried =
        botswain.post(replay.path("path").asText() + "?dryRun=true", session, replay.path("body"));
    assertThat(tried.body().path("wouldSucceed").asBoolean()).isTrue();
  }

  @Test
  void call_overTheRelay_isKeptWithItsRefusal() {
    botswain.get("/api/v10/channels/404/messages", session);

    JsonNode call = list("?interface=relay&status=4xx&limit=1", session).path(0);
    assertThat(call.path("path").asText()).isEqualTo("/channels/404/messages");
    assertThat(call.path("discordCode").asInt()).isPositive();
    assertThat(list("?interface=relay&status=2xx&since=2100-01-01T00:00:00Z", session)).isEmpty();
  }

  @Test
  void pages_newestFirst_leadToTheOldest() {
    send(session, "one");
    send(session, "two");

    Botswain.Answer first = botswain.get("/api/requests?limit=1", session);
    String id = first.body().path(0).path("id").asText();

    assertThat(first.header("Link")).contains("before=" + id);
    String next = list("?limit=1&before=" + id, session).path(0).path("id").asText();
    assertThat(Long.parseLong(next)).isLessThan(Long.parseLong(id));
  }

  @Test
  void narrowSession_seesItsOwnCallsOnly() {
    send(session, "of another");
    String narrow = StatusTest.narrow(List.of("messages"));
    assertThat(list("", narrow)).isEmpty();
    String other = list("?limit=1", session).path(0).path("id").asText();
    assertError(botswain.get("/api/requests/" + other, narrow), 404, "not_found");

    String requestId = send(narrow, "mine");

    assertThat(list("", narrow)).hasSize(1);
    assertThat(list("", narrow).path(0).path("requestId").asText()).isEqualTo(requestId);
    assertThat(list("?limit=1", session).path(0).path("session").path("name").asText())
        .isEqualTo("narrow");
  }

  @Test
  void secret_afterALineBreak_leavesAnAnswerThatIsJsonAndNotWhole() {
    send(session, "the hook is\n" + WEBHOOK_TOKEN);

    String id = list("?route=sendMessage&limit=1", session).path(0).path("id").asText();
    JsonNode replay = botswain.get("/api/requests/" + id, session).body().path("replay");

    assertThat(replay.path("body").path("content").asText()).isEqualTo("the hook is\n[REDACTED]");
    assertThat(replay.path("whole").asBoolean(true)).isFalse();
  }

  @Test
  void secrets_whereverTheyWere_areMasked() {
    send(session, "https://discord.com/api/webhooks/1/" + WEBHOOK_TOKEN + " " + session);
    send(session, "the token is " + Botswain.TOKEN);
    botswain.post("/api/v10/webhooks/1/" + WEBHOOK_TOKEN, session, Map.of("content", "x"));
    botswain.post(
        "/api/interactions/1/" + INTERACTION_TOKEN + "/reply", session, Map.of("content", "x"));
    botswain.post(
        "/api/v10/interactions/1/" + INTERACTION_TOKEN + "/callback", session, Map.of("type", 5));

    var all = new StringBuilder();
    for (JsonNode call : list("?limit=500", session)) {
      all.append(botswain.get("/api/requests/" + call.path("id").asText(), session).raw().body());
    }
    assertThat(all.toString())
        .contains("[REDACTED]", "/webhooks/1/")
        .doesNotContain(WEBHOOK_TOKEN, INTERACTION_TOKEN, session, Botswain.TOKEN);
  }
}
