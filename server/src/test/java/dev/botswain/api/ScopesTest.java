package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventStream;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a narrow session may do, and what it may not.
class ScopesTest {
  private Botswain botswain;
  private String full;
  private List<String> guilds;

  @BeforeEach
  void login() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
    full = botswain.session(TOKEN_THREE_GUILDS);
    guilds = botswain.get("/api/guilds", full).ids();
  }

  @AfterEach
  void close() {
    botswain.close();
  }

  private JsonNode narrow(Map<String, ?> body) {
    Botswain.Answer answer = botswain.post("/api/sessions", full, body);
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body();
  }

  private String narrowed(Map<String, ?> body) {
    return narrow(body).path("sessionId").asText();
  }

  private static void refused(Botswain.Answer answer, String code) {
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(403);
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
  }

  @Test
  void session_forReading_readsAndNoMore() {
    String session = narrowed(Map.of("name", "reader", "scopes", List.of("read")));

    assertThat(botswain.get("/api/channels", session).status()).isEqualTo(200);
    assertThat(botswain.get("/api/members", session).status()).isEqualTo(200);
    refused(botswain.get("/api/events/poll", session), "scope_missing");
    assertThat(botswain.get("/api/session", session).body().path("scopes").toString())
        .isEqualTo("[\"read\"]");
  }

  @Test
  void session_ofAChannel_hearsTheEndOfItsThreads() {
    String channel =
        botswain.get("/api/channels?type=text&guildId=" + guilds.getFirst(), full).ids().getFirst();
    String session =
        narrowed(
            Map.of("name", "one", "scopes", List.of("events"), "channelIds", List.of(channel)));
    String begin = botswain.get("/api/events/poll", session).body().path("next").asText();
    String thread =
        botswain
            .post(
                "/api/v10/channels/" + channel + "/threads",
                full,
                Map.of("name", "Brief", "type", 11))
            .body()
            .path("id")
            .asText();
    assertThat(
            botswain
                .send(
                    Botswain.request(botswain.url() + "/api/v10/channels/" + thread).DELETE(), full)
                .status())
        .isEqualTo(200);

    eventually(() ->
        assertThat(
                botswain
                    .get(
                        "/api/events/poll?types=THREAD_CREATE,THREAD_DELETE&after=" + begin,
                        session)
                    .body()
                    .path("events")
                    .findValuesAsText("type"))
            .contains("THREAD_CREATE", "THREAD_DELETE"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"read", "events", "bot"})
  void session_narrow_cannotManageSessions(String scope) {
    String session = narrowed(Map.of("name", "narrow", "scopes", List.of(scope)));

    refused(botswain.get("/api/sessions", session), "scope_missing");
    refused(
        botswain.post("/api/sessions", session, Map.of("name", "more", "scopes", List.of("read"))),
        "scope_missing");
  }

  @Test
  void session_ofOneGuild_knowsNoOther() {
    String session =
        narrowed(
            Map.of("name", "one", "scopes", List.of("read"), "guildIds", List.of(guilds.get(1))));

    assertThat(botswain.get("/api/guilds", session).ids()).containsExactly(guilds.get(1));
    assertThat(botswain.get("/api/members", session).status()).isEqualTo(200);
    refused(botswain.get("/api/members?guildId=" + guilds.get(0), session), "out_of_scope");
    refused(botswain.get("/api/channels?guildId=" + guilds.get(0), session), "out_of_scope");
  }

  @Test
  void session_ofOneChannel_seesNothingElse() {
    List<String> channels =
        botswain.get("/api/channels?type=text&guildId=" + guilds.get(0), full).ids();
    String session =
        narrowed(
            Map.of(
                "name",
                "one channel",
                "scopes",
                List.of("read"),
                "channelIds",
                List.of(channels.get(0))));

    assertThat(botswain.get("/api/channels?guildId=" + guilds.get(0), session).ids())
        .containsExactly(channels.get(0));
    assertThat(botswain.get("/api/messages?channelId=" + channels.get(0), session).status())
        .isEqualTo(200);
    refused(botswain.get("/api/messages?channelId=" + channels.get(1), session), "out_of_scope");
    refused(botswain.get("/api/members?guildId=" + guilds.get(0), session), "out_of_scope");
  }

  @Test
  void events_outsideOfTheScope_areNotDelivered() throws Exception {
    String here =
        botswain.get("/api/channels?type=text&guildId=" + guilds.get(0), full).ids().get(0);
    String there =
        botswain.get("/api/channels?type=text&guildId=" + guilds.get(1), full).ids().get(0);
    String session =
        narrowed(
            Map.of(
                "name",
                "listener",
                "scopes",
                List.of("events"),
                "guildIds",
                List.of(guilds.get(0))));

    try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      botswain.simPost("/sim/channels/" + there + "/messages", Map.of("content", "secret"));
      botswain.simPost("/sim/channels/" + here + "/messages", Map.of("content", "mine"));
      assertThat(stream.next().path("data").path("content").asText()).isEqualTo("mine");
    }
  }

  @Test
  void session_revoked_isUnknown() {
    JsonNode made = narrow(Map.of("name", "short-lived", "scopes", List.of("read")));
    String session = made.path("sessionId").asText();
    assertThat(botswain.get("/api/sessions", full).ids()).contains(made.path("id").asText());

    Botswain.Answer revoked =
        botswain.send(
            Botswain.request(botswain.url() + "/api/sessions/" + made.path("id").asText())
                .method("DELETE", HttpRequest.BodyPublishers.noBody()),
            full);
    assertThat(revoked.status()).isEqualTo(204);
    assertThat(botswain.get("/api/session", session).status()).isEqualTo(401);
    assertThat(botswain.get("/api/session", full).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"expires", "is revoked", "ends with the one that gave it"})
  void ticket_ofASessionThat_opensNoStream(String ending) {
    String giver = botswain.session(TOKEN_THREE_GUILDS);
    JsonNode made =
        botswain
            .post(
                "/api/sessions",
                giver,
                Map.of("name", "short-lived", "scopes", List.of("events"), "expiresIn", 1))
            .body();
    Botswain.Answer issued =
        botswain.post("/api/events/ticket", made.path("sessionId").asText(), Map.of());
    switch (ending) {
      case "is revoked" ->
          botswain.send(
              Botswain.request(botswain.url() + "/api/sessions/" + made.path("id").asText())
                  .DELETE(),
              full);
      case "expires" -> {
        Instant end = Instant.parse(made.path("expiresAt").asText());
        eventually(() -> assertThat(Instant.now()).isAfter(end));
      }
      default -> botswain.logout(giver);
    }

    String ticket = "?ticket=" + issued.body().path("ticket").asText();
    for (String way : List.of("/api/events", "/api/events/poll", "/api/events/ws")) {
      Botswain.Answer answer = botswain.get(way + ticket, null);
      assertThat(answer.status()).as(way).isEqualTo(401);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"name\":\"x\",\"scopes\":[]}",
        "{\"name\":\"x\",\"scopes\":[\"everything\"]}",
        "{\"name\":\"\",\"scopes\":[\"read\"]}",
        "{\"scopes\":[\"read\"]}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"guildIds\":[\"x\"]}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"expiresIn\":0}",
        "{\"name\":\"x\",\"scopes\":[\"read\"],\"full\":true}",
      })
  void create_askedWrongly_is400(String body) {
    Botswain.Answer answer =
        botswain.send(
            Botswain.request(botswain.url() + "/api/sessions")
                .POST(HttpRequest.BodyPublishers.ofString(body)),
            full);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isNotEmpty();
  }
}
