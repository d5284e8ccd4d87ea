package dev.botswain.operator;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_NO_INTENTS;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the operator sees of bots, sessions and webhooks, and does with them.
class OperatedBotsTest {
  private Botswain botswain;

  @BeforeEach
  void start() {
    botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"));
  }

  @AfterEach
  void stop() {
    botswain.close();
  }

  private Botswain.Answer get(String path) {
    return botswain.get("/api/operator" + path, OPERATOR_KEY);
  }

  private Botswain.Answer send(String method, String path) {
    return botswain.send(
        Botswain.request(botswain.url() + "/api/operator" + path)
            .method(method, HttpRequest.BodyPublishers.noBody()),
        OPERATOR_KEY);
  }

  private static Stream<JsonNode> rows(Botswain.Answer answer) {
    return StreamSupport.stream(answer.body().spliterator(), false);
  }

  private static String code(Botswain.Answer answer) {
    return answer.status() + " " + answer.body().path("code").asText();
  }

  @Test
  void bots_all_areThereWithWhatTheyUseAndWithoutContent() {
    String session = botswain.session(TOKEN);
    botswain.session(TOKEN);
    botswain.session(TOKEN_THREE_GUILDS);
    botswain.post(
        "/api/webhooks", session, Map.of("url", "http://127.0.0.1:8999/secret-path?key=1"));

    var answer = get("/bots");

    assertThat(answer.ids())
        .containsExactlyInAnyOrder(botswain.simBot(TOKEN), botswain.simBot(TOKEN_THREE_GUILDS))
        .isSorted();
    JsonNode bot = get("/bots/" + botswain.simBot(TOKEN)).body();
    assertThat(bot.path("state").asText()).isEqualTo("connected");
    assertThat(bot.path("sessions").asInt()).isEqualTo(2);
    assertThat(bot.path("webhooks").asInt()).isEqualTo(1);
    assertThat(bot.path("shards").path("connected").asInt()).isEqualTo(1);
    assertThat(bot.path("identifiesLeft").asInt()).isBetween(1, 1000);
    assertThat(bot.path("lastEventAt").asText()).isNotEmpty();
    assertThat(bot.path("log").path("bytes").asLong()).isPositive();
    assertThat(bot.path("connections")).hasSize(1);
    assertThat(answer.raw().body()).doesNotContain(TOKEN, session);
  }

  @Test
  void bots_filteredAndPaged_areThoseThatAreWanted() {
    for (String token : List.of(TOKEN, TOKEN_THREE_GUILDS, TOKEN_NO_INTENTS)) {
      botswain.session(token);
    }
    String id = botswain.simBot(TOKEN);

    assertThat(get("/bots?text=" + id).ids()).containsExactly(id);
    assertThat(get("/bots?state=waiting").ids()).isEmpty();
    assertThat(get("/bots?state=connected&tenant=default").ids()).hasSize(3);
    assertThat(get("/bots?tenant=acme").ids()).isEmpty();
    assertThat(code(get("/bots?state=fine"))).isEqualTo("400 invalid_request");
    var first = get("/bots?limit=2");
    assertThat(first.ids()).hasSize(2);
    String next = first.header("Link").replaceAll("<(.*)>.*", "$1");
    var second = botswain.get(next, OPERATOR_KEY);
    assertThat(second.ids()).hasSize(1).doesNotContainAnyElementsOf(first.ids());
    assertThat(second.header("Link")).isNull();
  }

  @Test
  void bot_unknown_isNotFound() {
    assertThat(code(get("/bots/1"))).isEqualTo("404 unknown_bot");
    assertThat(code(send("PUT", "/bots/1/drain"))).isEqualTo("404 unknown_bot");
    assertThat(code(send("POST", "/bots/1/disconnect"))).isEqualTo("404 unknown_bot");
  }

  @Test
  void drain_bot_takesNoNewWorkAndResumesWithoutIdentify() {
    String session = botswain.session(TOKEN);
    String bot = botswain.simBot(TOKEN);
    int identifies = botswain.stats(TOKEN).path("identifies").asInt();

    var drained = send("PUT", "/bots/" + bot + "/drain");

    assertThat(drained.status()).isEqualTo(200);
    assertThat(drained.body().path("state").asText()).isEqualTo("drained");
    assertThat(get("/bots?state=drained").ids()).containsExactly(bot);
    assertThat(code(botswain.login(TOKEN))).isEqualTo("503 bot_drained");
    assertThat(code(botswain.get("/api/members/1", session))).startsWith("503 bot_drained");
    assertThat(botswain.get("/api/v10/users/1", "Bot " + session).status()).isEqualTo(503);
    assertThat(botswain.get("/api/session", session).body().path("status").asText())
        .isEqualTo("drained");
    assertThat(botswain.get("/api/events/poll?after=0&limit=100", session).raw().body())
        .contains("bot.drained");
    assertThat(botswain.get("/api/guilds", session).status()).isEqualTo(200);

    assertThat(send("DELETE", "/bots/" + bot + "/drain").status()).isEqualTo(200);
    Botswain.eventually(
        () -> assertThat(get("/bots/" + bot).body().path("state").asText()).isEqualTo("connected"));
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(identifies);
    assertThat(botswain.login(TOKEN).status()).isEqualTo(200);
    assertThat(botswain.get("/api/events/poll?after=0&limit=100", session).raw().body())
        .contains("bot.resumed")
        .doesNotContain("\"gap\"");
  }

  @Test
  void disconnect_bot_endsItsSessionsAndGoesOffline() {
    String session = botswain.session(TOKEN);
    String other = botswain.session(TOKEN_THREE_GUILDS);
    botswain.session(TOKEN);
    String bot = botswain.simBot(TOKEN);

    var answer = send("POST", "/bots/" + bot + "/disconnect");

    assertThat(answer.body().path("sessions").asInt()).isEqualTo(2);
    assertThat(code(botswain.get("/api/session", session))).isEqualTo("401 unknown_session");
    assertThat(botswain.get("/api/session", other).status()).isEqualTo(200);
    assertThat(get("/bots").ids()).containsExactly(botswain.simBot(TOKEN_THREE_GUILDS));
    assertThat(botswain.login(TOKEN).status()).isEqualTo(200);
  }

  @Test
  void disconnect_configuredBot_endsItWithoutASession() {
    botswain.close();
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_TOKENS", TOKEN));
    String bot = botswain.simBot(TOKEN);
    Botswain.eventually(
        () -> assertThat(get("/bots/" + bot).body().path("state").asText()).isEqualTo("connected"));

    var answer = send("POST", "/bots/" + bot + "/disconnect");

    assertThat(answer.body().path("sessions").asInt()).isZero();
    assertThat(get("/bots").ids()).isEmpty();
  }

  @Test
  void revoke_session_endsItAndThoseThatItCreated() {
    String session = botswain.session(TOKEN);
    String kept = botswain.session(TOKEN);
    var narrow =
        botswain.post(
            "/api/sessions", session, Map.of("name", "dashboard", "scopes", List.of("events")));
    assertThat(narrow.status()).isEqualTo(201);
    String child = narrow.body().path("sessionId").asText();
    JsonNode listed =
        rows(get("/sessions?botId=" + botswain.simBot(TOKEN)))
            .filter(one -> one.path("name").asText().equals("dashboard"))
            .findFirst()
            .orElseThrow();

    assertThat(get("/sessions").body()).hasSize(3);
    assertThat(get("/sessions").raw().body()).doesNotContain(session, kept, child, TOKEN);
    assertThat(send("DELETE", "/sessions/" + listed.path("parent").asText()).status())
        .isEqualTo(204);
    assertThat(code(botswain.get("/api/session", session))).isEqualTo("401 unknown_session");
    assertThat(code(botswain.get("/api/session", child))).isEqualTo("401 unknown_session");
    assertThat(botswain.get("/api/session", kept).status()).isEqualTo(200);
    assertThat(code(send("DELETE", "/sessions/" + listed.path("parent").asText())))
        .isEqualTo("404 unknown_session_id");
  }

  @Test
  void webhooks_ofAll_showTheHostAndCanBeDisabledAndDeleted() {
    String session = botswain.session(TOKEN);
    String id =
        botswain
            .post("/api/webhooks", session, Map.of("url", "http://127.0.0.1:8999/hidden-path"))
            .body()
            .path("id")
            .asText();

    var all = get("/webhooks");
    assertThat(all.ids()).containsExactly(id);
    assertThat(all.body().path(0).path("host").asText()).isEqualTo("127.0.0.1");
    assertThat(all.raw().body()).doesNotContain("hidden-path");

    assertThat(send("POST", "/webhooks/" + id + "/disable").body().path("enabled").asBoolean(true))
        .isFalse();
    assertThat(botswain.get("/api/webhooks/" + id, session).body().path("disabledBecause").asText())
        .isEqualTo("the operator disabled it");
    assertThat(send("DELETE", "/webhooks/" + id).status()).isEqualTo(204);
    assertThat(botswain.get("/api/webhooks", session).body()).isEmpty();
    assertThat(code(send("DELETE", "/webhooks/" + id))).isEqualTo("404 unknown_webhook");
  }
}
