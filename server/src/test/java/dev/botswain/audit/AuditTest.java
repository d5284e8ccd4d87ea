package dev.botswain.audit;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.limit.Limit;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What callers do is recorded, as they and the operator can read it.
class AuditTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Botswain botswain;
  private static String session;
  private static String guild;
  private static String general;

  @BeforeAll
  static void start() {
    botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"));
    session = botswain.session(TOKEN);
    guild = botswain.get("/api/guilds", session).body().path(0).path("id").asText();
    for (JsonNode channel : botswain.get("/api/channels", session).body()) {
      if (channel.path("name").asText().equals("general")) {
        general = channel.path("id").asText();
      }
    }
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  /// Sends something under a new request id, and waits for its record to be complete.
  private static JsonNode recordOf(String method, String path, String caller, Object body) {
    String id = UUID.randomUUID().toString();
    send(method, path, caller, body, id);
    return record(id);
  }

  private static Answer send(String method, String path, String caller, Object body, String id) {
    try {
      return botswain.send(
          Botswain.request(botswain.url() + path)
              .header("X-Request-ID", id)
              .method(
                  method,
                  body == null
                      ? BodyPublishers.noBody()
                      : BodyPublishers.ofString(JSON.writeValueAsString(body))),
          caller);
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static JsonNode record(String requestId) {
    var found = new JsonNode[1];
    eventually(() -> {
      var all = new ArrayList<JsonNode>();
      for (JsonNode one : botswain.get("/api/operator/audit?limit=50", OPERATOR_KEY).body()) {
        if (one.path("requestId").asText().equals(requestId)) {
          all.add(one);
        }
      }
      assertThat(all).hasSize(1);
      assertThat(all.getFirst().path("outcome").asText()).isNotEqualTo("pending");
      found[0] = all.getFirst();
    });
    return found[0];
  }

  private static String summary(JsonNode record) {
    return "%s %s %s %s"
        .formatted(
            record.path("action").asText(),
            record.path("outcome").asText(),
            record.path("status").asText(),
            record.path("code").asText());
  }

  @Test
  void action_done_isRecordedWithWhoAndWhere() {
    JsonNode record =
        recordOf(
            "POST",
            "/api/channels/" + general + "/messages",
            session,
            Map.of("content", "a secret of the crew"));

    assertThat(summary(record)).isEqualTo("sendMessage done 200 null");
    assertThat(record.path("target").toString())
        .isEqualTo("{\"guildId\":\"%s\",\"channelId\":\"%s\"}".formatted(guild, general));
    assertThat(record.path("botId").asText()).isEqualTo(botswain.simBot(TOKEN));
    assertThat(record.path("session").asText()).matches("[0-9a-f]{12}");
    assertThat(record.path("tenant").asText()).isEqualTo("default");
    assertThat(record.path("address").asText()).isEqualTo("127.0.0.1");
    assertThat(record.path("operator").asBoolean()).isFalse();
    assertThat(record.path("dryRun").asBoolean()).isFalse();
    assertThat(record.toString()).doesNotContain("crew");
  }

  @Test
  void action_refusedByDiscord_isRecordedAsRefused() {
    JsonNode record = recordOf("DELETE", "/api/channels/" + general + "/messages/1", session, null);

    assertThat(summary(record)).isEqualTo("deleteMessage refused 404 unknown_message");
  }

  @Test
  void action_onlyChecked_isRecordedAsDryRun() {
    JsonNode record =
        recordOf(
            "POST",
            "/api/channels/" + general + "/messages?dryRun=true",
            session,
            Map.of("content", "x"));

    assertThat(summary(record)).isEqualTo("sendMessage done null null");
    assertThat(record.path("dryRun").asBoolean()).isTrue();
  }

  @Test
  void action_withAKeyTwice_isRecordedAsDoneAndReplayed() {
    var outcomes = new ArrayList<String>();
    for (String id : List.of("keyed-1", "keyed-2")) {
      botswain.send(
          Botswain.request(botswain.url() + "/api/channels/" + general + "/messages")
              .header("X-Request-ID", id)
              .header("Idempotency-Key", "audited")
              .POST(BodyPublishers.ofString("{\"content\":\"once\"}")),
          session);
      outcomes.add(summary(record(id)));
    }

    assertThat(outcomes)
        .containsExactly("sendMessage done 200 null", "sendMessage replayed null null");
  }

  @Test
  void action_withoutDiscord_isRecorded() {
    assertThat(summary(recordOf("PUT", "/api/bot/presence", session, Map.of("status", "idle"))))
        .isEqualTo("setPresence done null null");
  }

  @Test
  void read_any_isNotRecorded() {
    String id = UUID.randomUUID().toString();
    send("GET", "/api/channels/" + general + "/messages", session, null, id);
    send("GET", "/api/v10/channels/" + general + "/messages", session, null, id);
    recordOf("POST", "/api/v10/channels/" + general + "/typing", session, null);

    assertThat(
            botswain.get("/api/operator/audit", OPERATOR_KEY).body().findValuesAsText("requestId"))
        .doesNotContain(id);
  }

  @Test
  void relayedWrite_done_isRecordedByItsRoute() {
    JsonNode record =
        recordOf(
            "POST",
            "/api/v10/channels/" + general + "/messages",
            session,
            Map.of("content", "through the relay"));

    assertThat(summary(record)).isEqualTo("POST /channels/{id}/messages done 200 null");
    assertThat(record.path("target").path("channelId").asText()).isEqualTo(general);
    assertThat(record.path("botId").asText()).isEqualTo(botswain.simBot(TOKEN));
  }

  @Test
  void relayedWrite_refusedByDiscord_isRecordedWithItsStatus() {
    assertThat(
            summary(
                recordOf("DELETE", "/api/v10/channels/" + general + "/messages/1", session, null)))
        .isEqualTo("DELETE /channels/{id}/messages/{id} refused 404 null");
  }

  @Test
  void relayedAnswer_withoutASession_isRecordedWithoutItsToken() {
    JsonNode record =
        recordOf(
            "POST", "/api/v10/interactions/123/aW50ZXJhY3Rpb246/callback", null, Map.of("type", 5));

    assertThat(record.path("action").asText()).isEqualTo("POST /interactions/{id}/{name}/callback");
    assertThat(record.path("session").isNull()).isTrue();
    assertThat(record.path("tenant").isNull()).isTrue();
    assertThat(record.path("target").toString()).isEqualTo("{\"interactionId\":\"123\"}");
    assertThat(record.path("outcome").asText()).isEqualTo("refused");
    assertThat(record.toString()).doesNotContain("aW50");
  }

  @Test
  void webhook_management_isRecorded() {
    JsonNode made =
        send("POST", "/api/webhooks", session, Map.of("url", "http://127.0.0.1:18999/"), "hook-1")
            .body();
    assertThat(made.path("id").asText()).as(made.toString()).isNotEmpty();
    String hook = "/api/webhooks/" + made.path("id").asText();

    assertThat(summary(record("hook-1"))).isEqualTo("createWebhook done null null");
    assertThat(record("hook-1").path("target").path("webhookId").asText())
        .isEqualTo(made.path("id").asText());
    assertThat(summary(recordOf("PATCH", hook, session, Map.of("description", "d"))))
        .isEqualTo("changeWebhook done null null");
    assertThat(summary(recordOf("POST", hook + "/rotate-secret", session, null)))
        .isEqualTo("rotateWebhookSecret done null null");
    assertThat(summary(recordOf("POST", hook + "/test", session, null)))
        .isEqualTo("testWebhook done null null");
    assertThat(summary(recordOf("DELETE", hook, session, null)))
        .isEqualTo("deleteWebhook done null null");
    assertThat(summary(recordOf("DELETE", hook, session, null)))
        .isEqualTo("deleteWebhook refused null unknown_webhook");
    assertThat(summary(recordOf("POST", "/api/webhooks", session, Map.of("url", "ftp://x/"))))
        .isEqualTo("createWebhook refused null invalid_request");
  }

  @Test
  void write_withoutItsScope_isRecordedAsRefused() {
    String narrow =
        botswain
            .post("/api/sessions", session, Map.of("name", "n", "scopes", List.of("read")))
            .body()
            .path("sessionId")
            .asText();

    assertThat(
            summary(
                recordOf(
                    "POST",
                    "/api/channels/" + general + "/messages",
                    narrow,
                    Map.of("content", "x"))))
        .isEqualTo("sendMessage refused null scope_missing");
    assertThat(
            summary(
                recordOf(
                    "POST",
                    "/api/v10/channels/" + general + "/messages",
                    narrow,
                    Map.of("content", "x"))))
        .isEqualTo("POST /channels/{id}/messages refused null scope_missing");
  }

  @Test
  void session_fromLoginToLogout_isRecorded() {
    JsonNode login =
        send("POST", "/api/auth/login", null, Map.of("token", TOKEN_THREE_GUILDS), "login-1")
            .body();
    String mine = login.path("sessionId").asText();
    JsonNode record = record("login-1");

    assertThat(summary(record)).isEqualTo("login done null null");
    assertThat(record.path("botId").asText()).isEqualTo(login.path("bot").path("id").asText());
    assertThat(record.path("session").asText()).matches("[0-9a-f]{12}");
    assertThat(record.path("tenant").asText()).isEqualTo("default");

    JsonNode narrow =
        send(
                "POST",
                "/api/sessions",
                mine,
                Map.of("name", "n", "scopes", List.of("read")),
                "narrow-1")
            .body();
    String path = "/api/sessions/" + narrow.path("id").asText();
    assertThat(summary(record("narrow-1"))).isEqualTo("createSession done null null");
    assertThat(record("narrow-1").path("target").path("sessionId")).isEqualTo(narrow.path("id"));
    assertThat(summary(recordOf("DELETE", path, mine, null)))
        .isEqualTo("revokeSession done null null");
    assertThat(summary(recordOf("DELETE", path, mine, null)))
        .isEqualTo("revokeSession refused null unknown_session_id");
    assertThat(summary(recordOf("POST", "/api/auth/logout", mine, null)))
        .isEqualTo("logout done null null");
  }

  @Test
  void login_refused_isRecordedWithoutTheToken() {
    String id = Base64.getEncoder().encodeToString("123456789012345678".getBytes(UTF_8));
    JsonNode record =
        recordOf("POST", "/api/auth/login", null, Map.of("token", id + ".GhIjKl.that-of-nobody"));

    assertThat(summary(record)).isEqualTo("login refused null token_rejected");
    assertThat(record.path("botId").asText()).isEqualTo("123456789012345678");
    assertThat(record.path("session").isNull()).isTrue();
    assertThat(record.toString()).doesNotContain("nobody");
  }

  @Test
  void login_refusedVeryOften_isRecordedOnlyUpToABound() {
    int most = (int) Limit.REFUSED_LOGINS.share();
    try (Botswain fresh = Botswain.start()) {
      for (int i = 0; i < most + 20; i++) {
        fresh.login("not-a-token");
      }

      assertThat(fresh.get("/api/operator/audit?limit=1000&outcome=refused", OPERATOR_KEY).body())
          .hasSize(most);
    }
  }

  @Test
  void pages_fromEitherEnd_haveTheSameRecordsAsTheExport() {
    for (int i = 0; i < 5; i++) {
      recordOf("POST", "/api/v10/channels/" + general + "/typing", session, null);
    }
    String only = "?action=POST%20/channels/{id}/typing".replace("{", "%7B").replace("}", "%7D");

    List<String> newest = pages("/api/audit" + only + "&limit=2");
    List<String> oldest = pages("/api/audit" + only + "&limit=2&after=0");
    assertThat(newest).hasSizeGreaterThanOrEqualTo(5);
    assertThat(newest.reversed()).isEqualTo(oldest);

    Answer export = botswain.get("/api/audit/export" + only, session);
    assertThat(export.header("Content-Type")).isEqualTo("application/x-ndjson");
    assertThat(export.raw().body().lines().map(AuditTest::idOf)).isEqualTo(oldest);
  }

  private static String idOf(String line) {
    try {
      return JSON.readTree(line).path("id").asText();
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> pages(String first) {
    var ids = new ArrayList<String>();
    String next = first;
    while (next != null) {
      Answer page = botswain.get(next, session);
      assertThat(page.status()).as(page.body().toString()).isEqualTo(200);
      page.body().forEach(record -> ids.add(record.path("id").asText()));
      String link = page.header("Link");
      next = link == null ? null : link.substring(1, link.indexOf('>'));
    }
    return ids;
  }

  @Test
  void audit_ofABot_showsNothingOfAnother() {
    String other = botswain.session(TOKEN_THREE_GUILDS);
    recordOf("POST", "/api/v10/channels/" + general + "/typing", session, null);

    assertThat(botswain.get("/api/audit", other).body().findValuesAsText("botId"))
        .doesNotContain(botswain.simBot(TOKEN));
    assertThat(
            botswain
                .get("/api/operator/audit?botId=" + botswain.simBot(TOKEN), OPERATOR_KEY)
                .body()
                .findValuesAsText("botId"))
        .isNotEmpty()
        .containsOnly(botswain.simBot(TOKEN));
    assertThat(botswain.get("/api/operator/audit", session).status()).isEqualTo(401);
  }

  @Test
  void audit_forANarrowSession_isRefused() {
    String narrow =
        botswain
            .post("/api/sessions", session, Map.of("name", "n", "scopes", List.of("read")))
            .body()
            .path("sessionId")
            .asText();

    assertThat(botswain.get("/api/audit", narrow).status()).isEqualTo(403);
  }

  @Test
  void audit_askedWrongly_saysWhatIsWrong() {
    assertThat(botswain.get("/api/audit?since=yesterday", session).body().path("field").asText())
        .isEqualTo("since");
    assertThat(botswain.get("/api/audit?after=1&before=2", session).status()).isEqualTo(400);
    assertThat(botswain.get("/api/audit?outcome=good", session).status()).isEqualTo(400);
    assertThat(botswain.get("/api/audit/export?until=2026-13-01T00:00:00Z", session).status())
        .isEqualTo(400);
  }
}
