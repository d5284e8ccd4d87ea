package dev.botswain.action;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.net.http.HttpRequest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Rules that all actions share, in the demo world.
class ActionRulesTest {
  private static final String CAPTAIN = "0";
  private static final String HARBOUR_MASTER = "1";

  private static Botswain botswain;
  private static String session;
  private static String general;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT.withLimits(false), Map.of());
    session = botswain.session(TOKEN);
    for (JsonNode channel : botswain.get("/api/channels?type=text", session).body()) {
      if (channel.path("name").asText().equals("general")) {
        general = channel.path("id").asText();
      }
    }
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  private static Answer send(String content, String key) {
    var request =
        Botswain.request(botswain.url() + "/api/channels/" + general + "/messages")
            .POST(HttpRequest.BodyPublishers.ofString("{\"content\": \"" + content + "\"}"));
    if (key != null) {
      request.header("Idempotency-Key", key);
    }
    return botswain.send(request, session);
  }

  private static Answer delete(String path) {
    return botswain.send(Botswain.request(botswain.url() + path).DELETE(), session);
  }

  private static Answer put(String path, String body) {
    return botswain.send(
        Botswain.request(botswain.url() + path).PUT(HttpRequest.BodyPublishers.ofString(body)),
        session);
  }

  /// The member at an index in the order of ids; the captain is first in the demo world.
  private static String member(String place) {
    return botswain
        .get("/api/members?limit=10", session)
        .body()
        .path(Integer.parseInt(place))
        .path("id")
        .asText();
  }

  private static long saying(String content) {
    return botswain
        .get("/api/messages?limit=100&channelId=" + general, session)
        .body()
        .findValuesAsText("content")
        .stream()
        .filter(content::equals)
        .count();
  }

  private static JsonNode lastRequest() {
    return botswain
        .simGet("/sim/bots/" + botswain.simBot(TOKEN) + "/requests?limit=1")
        .body()
        .path(0);
  }

  @Test
  void idempotencyKey_repeated_actsOnceAndAnswersTheSame() {
    Answer first = send("once", "key-1");
    Answer second = send("once", "key-1");

    assertThat(second.status()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(first.header("Idempotency-Replayed")).isNull();
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(saying("once")).isEqualTo(1);
  }

  @Test
  void idempotencyKey_manyAtOnce_actOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> callers =
          IntStream.range(0, 20)
              .<Callable<String>>mapToObj(
                  _ -> () -> send("together", "key-2").body().path("id").asText())
              .toList();
      var ids = new HashSet<String>();
      for (var caller : threads.invokeAll(callers)) {
        ids.add(caller.get());
      }
      assertThat(ids).hasSize(1);
    }
    assertThat(saying("together")).isEqualTo(1);
  }

  @Test
  void idempotencyKey_withAnotherRequest_is422() {
    send("mine", "key-3");
    Answer other = send("another", "key-3");

    assertThat(other.status()).isEqualTo(422);
    assertThat(other.body().path("code").asText()).isEqualTo("idempotency_key_reused");
    assertThat(saying("another")).isZero();
  }

  @Test
  void idempotencyKey_afterAFailureWithoutEffect_triesAgain() {
    botswain.fault("POST", "/channels/*/messages", 400, 1, Map.of());
    assertThat(send("in the end", "key-4").status()).isEqualTo(400);
    assertThat(send("in the end", "key-4").status()).isEqualTo(200);
    assertThat(saying("in the end")).isEqualTo(1);
  }

  @Test
  void idempotencyKey_afterAFailureOfUnknownEffect_isAnsweredTheSame() {
    var role = Map.of("name", "Perhaps");
    botswain.fault("POST", "/guilds/*/roles", 500, 1, Map.of());
    Answer failed = role("key-5");
    Answer again = role("key-5");

    assertThat(failed.status()).isEqualTo(502);
    assertThat(again.status()).isEqualTo(502);
    assertThat(again.header("Idempotency-Replayed")).isEqualTo("true");
    assertThat(botswain.get("/api/roles", session).body().findValuesAsText("name"))
        .doesNotContain(role.get("name"));
  }

  private static Answer role(String key) {
    return botswain.send(
        Botswain.request(botswain.url() + "/api/roles")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"Perhaps\"}")),
        session);
  }

  @Test
  void message_whenTheConnectionBreaks_isSentOnceAllTheSame() {
    botswain.fault("POST", "/channels/*/messages", 502, 2, Map.of());

    assertThat(send("stormy", null).status()).isEqualTo(200);
    assertThat(saying("stormy")).isEqualTo(1);
  }

  @Test
  void queueTime_ofARequestThatDiscordLimits_isTold() {
    botswain.fault(
        "POST",
        "/channels/*/messages",
        429,
        1,
        Map.of(
            "body",
            Map.of("message", "You are being rate limited.", "retry_after", 0.3, "global", false),
            "headers",
            Map.of("Retry-After", "1", "X-RateLimit-Scope", "shared")));
    Answer sent = send("late", null);

    assertThat(sent.status()).isEqualTo(200);
    assertThat(Integer.parseInt(sent.header("Botswain-Queue-Ms"))).isBetween(250, 5_000);
  }

  @Test
  void message_withoutAllowedMentions_notifiesNobody() {
    send("@everyone", null);
    long loud =
        botswain.inWorld(world ->
            world.guilds().all().stream()
                .flatMap(guild -> guild.channels().stream())
                .filter(channel -> Long.toString(channel.id()).equals(general))
                .flatMap(channel -> channel.messages().stream())
                .filter(message -> message.content().equals("@everyone"))
                .filter(message -> message.mentionEveryone())
                .count());
    assertThat(loud).isZero();
  }

  @Test
  void reason_ofBodyOrQuery_reachesTheAuditLog() {
    put("/api/members/" + member("8") + "/timeout", "{\"seconds\": 60, \"reason\": \"Zu laut ö\"}");
    assertThat(lastRequest().path("headers").path("x-audit-log-reason").asText())
        .isEqualTo("Zu%20laut%20%C3%B6");

    delete("/api/members/" + member("8") + "/timeout?reason=Calm");
    assertThat(lastRequest().path("headers").path("x-audit-log-reason").asText()).isEqualTo("Calm");
  }

  @Test
  void dryRun_ofWhatTheOwnerMayNotSuffer_namesTheOwner() {
    JsonNode dry = delete("/api/members/" + member(CAPTAIN) + "?dryRun=true").body();

    assertThat(dry.path("wouldSucceed").asBoolean()).isFalse();
    assertThat(dry.path("hierarchy").path("owner").asBoolean()).isTrue();
    assertThat(dry.path("missingPermissions")).isEmpty();
  }

  @Test
  void dryRun_onSomebodyAbove_namesTheRole() {
    String path = "/api/members/" + member(HARBOUR_MASTER);
    JsonNode dry = delete(path + "?dryRun=true").body();

    assertThat(dry.path("wouldSucceed").asBoolean()).isFalse();
    assertThat(dry.path("hierarchy").path("owner").asBoolean()).isFalse();
    assertThat(dry.path("hierarchy").path("inTheWay").path("name").asText())
        .isEqualTo("Harbour Master");
    assertThat(dry.path("hierarchy").path("bot").path("position").asInt()).isEqualTo(8);

    Answer refused = delete(path);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.body().path("hierarchy").path("inTheWay").path("name").asText())
        .isEqualTo("Harbour Master");
  }

  @Test
  void dryRun_withoutTheMembersList_readsOnlyTheMember() {
    try (var fresh = Botswain.start()) {
      String own = fresh.session(TOKEN);
      String master = fresh.inWorld(world -> Long.toString(world.users().all().at(3).id()));
      Answer dry =
          fresh.send(
              Botswain.request(fresh.url() + "/api/members/" + master + "?dryRun=true").DELETE(),
              own);
      assertThat(dry.body().path("hierarchy").path("inTheWay").path("name").asText())
          .isEqualTo("Harbour Master");
    }
  }

  @Test
  void dryRun_withoutAnIntent_namesIt() {
    String own = botswain.session(Botswain.TOKEN_NO_INTENTS);
    JsonNode dry = botswain.get("/api/channels/" + general + "/messages/1?dryRun=true", own).body();
    assertThat(dry.path("missingIntent").asText()).isEqualTo("MESSAGE_CONTENT");
    assertThat(dry.path("wouldSucceed").asBoolean()).isTrue();
  }

  @Test
  void field_thatDiscordFindsWrong_isNamed() {
    Answer refused =
        botswain.post(
            "/api/channels/" + general + "/messages",
            session,
            Map.of("embeds", List.of(Map.of("title", "x".repeat(300)))));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.body().path("field").asText()).isEqualTo("embeds[0].title");
  }

  @Test
  void webhookToken_isShownToItsMakerOnly() {
    String path = "/api/channels/" + general + "/webhooks";
    JsonNode made = botswain.post(path, session, Map.of("name", "Tide")).body();
    Answer listed = botswain.get(path, session);

    assertThat(made.path("token").asText()).isNotEmpty();
    assertThat(listed.body()).isNotEmpty();
    assertThat(listed.raw().body()).doesNotContain(made.path("token").asText());
  }

  @Test
  void dm_toTheSameUser_opensOneChannel() {
    String user = member("7");
    for (int i = 0; i < 3; i++) {
      Answer sent =
          botswain.post("/api/dm", session, Map.of("userId", user, "content", "Ahoy " + i));
      assertThat(sent.status()).isEqualTo(200);
    }
    long opened = 0;
    for (JsonNode request :
        botswain.simGet("/sim/bots/" + botswain.simBot(TOKEN) + "/requests?limit=1000").body()) {
      opened += request.path("path").asText().endsWith("/users/@me/channels") ? 1 : 0;
    }
    assertThat(opened).isEqualTo(1);
  }

  @Test
  void presence_isShown_andAgainAfterANewSession() {
    try (var fresh = Botswain.start()) {
      String own = fresh.session(TOKEN);
      Answer set =
          fresh.send(
              Botswain.request(fresh.url() + "/api/bot/presence")
                  .PUT(
                      HttpRequest.BodyPublishers.ofString(
                          """
                          {"status": "dnd", "activities": [{"name": "the tide", "type": "watching"}]}
                          """)),
              own);
      assertThat(set.status()).isEqualTo(204);
      eventually(() -> assertThat(status(fresh)).isEqualTo("dnd"));

      fresh.gateway(TOKEN, Map.of("do", "invalidate", "resumable", false));
      eventually(() -> assertThat(fresh.stats(TOKEN).path("identifies").asInt()).isEqualTo(2));
      eventually(() -> assertThat(status(fresh)).isEqualTo("dnd"));
    }
  }

  private static String status(Botswain botswain) {
    return botswain.inWorld(world -> world.bots().byToken(TOKEN).user().presence().status());
  }

  @Test
  void interaction_deferredHere_isThenAnsweredByItsReply() {
    botswain.post(
        "/api/commands", session, Map.of("name", "tide", "description", "When is high water"));
    JsonNode used =
        botswain
            .simPost(
                "/sim/bots/" + botswain.simBot(TOKEN) + "/interactions",
                Map.of("type", "command", "name", "tide", "channelId", general))
            .body();
    String path =
        "/api/interactions/" + used.path("id").asText() + "/" + used.path("token").asText();

    assertThat(botswain.post(path + "/defer", session, Map.of()).status()).isEqualTo(204);
    Answer reply = botswain.post(path + "/reply", session, Map.of("content", "At noon"));

    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    assertThat(reply.body().path("content").asText()).isEqualTo("At noon");
    Answer second =
        botswain.post(
            path + "/modal",
            session,
            Map.of("customId", "a", "title", "b", "components", List.of()));
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.body().path("code").asText()).isEqualTo("already_acknowledged");
  }

  @Test
  void interaction_nobodyAnswers_isDeferredAndThenAnsweredByItsReply() {
    Answer on =
        botswain.send(
            Botswain.request(botswain.url() + "/api/bot/auto-defer")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"enabled\":true}")),
            session);
    assertThat(on.status()).as(on.raw().body()).isEqualTo(200);
    botswain.post(
        "/api/commands", session, Map.of("name", "ebb", "description", "When is low water"));
    JsonNode used =
        botswain
            .simPost(
                "/sim/bots/" + botswain.simBot(TOKEN) + "/interactions",
                Map.of("type", "command", "name", "ebb", "channelId", general))
            .body();

    eventually(() ->
        assertThat(
                botswain
                    .simGet("/sim/interactions/" + used.path("id").asText())
                    .body()
                    .path("messages")
                    .path(0)
                    .path("loading")
                    .asBoolean())
            .isTrue());
    Answer reply =
        botswain.post(
            "/api/interactions/"
                + used.path("id").asText()
                + "/"
                + used.path("token").asText()
                + "/reply",
            session,
            Map.of("content", "At six"));
    assertThat(reply.status()).as(reply.raw().body()).isEqualTo(200);
    assertThat(reply.body().path("content").asText()).isEqualTo("At six");
  }
}
