package dev.botswain.bot;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_NO_INTENTS;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.SimOptions.WorldSize;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What callers get when Discord fails, limits or refuses, and what many concurrent callers get.
class DiscordFailuresTest {
  private static final String MESSAGES = "/channels/*/messages";

  private Botswain botswain;

  @BeforeEach
  void start() {
    botswain = Botswain.start();
  }

  @AfterEach
  void close() {
    botswain.close();
  }

  private String anyChannel(String session) {
    return botswain.get("/api/channels?type=text", session).body().path(0).path("id").asText();
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void read_whenDiscordFailsOnce_succeedsAllTheSame(int status) {
    String session = botswain.session(TOKEN);
    String channel = anyChannel(session);
    botswain.fault("GET", MESSAGES, status, 1, Map.of());
    assertThat(botswain.get("/api/messages?channelId=" + channel, session).status()).isEqualTo(200);
  }

  @Test
  void read_whenDiscordKeepsFailing_is502() {
    String session = botswain.session(TOKEN);
    String channel = anyChannel(session);
    botswain.fault("GET", MESSAGES, 503, 20, Map.of());
    Answer answer = botswain.get("/api/messages?channelId=" + channel, session);
    assertThat(answer.status()).isEqualTo(502);
    assertThat(answer.body().path("code").asText()).isEqualTo("discord_failed");
  }

  @Test
  void read_whenDiscordAnswersNonsense_is502() {
    String session = botswain.session(TOKEN);
    String channel = anyChannel(session);
    botswain.fault("GET", MESSAGES, 200, 1, Map.of("body", "<html>"));
    assertThat(botswain.get("/api/messages?channelId=" + channel, session).status()).isEqualTo(502);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "5",
        "\"no roles\"",
        "[null]",
        "[[]]",
        "[{\"id\":\"1\",\"permissions\":\"all\"}]",
        "[{\"id\":\"1\",\"permissions\":[]}]"
      })
  void action_whenDiscordAnswersSomethingElse_is502(String body) {
    String session = botswain.session(TOKEN);
    String guild = botswain.get("/api/guilds", session).body().path(0).path("id").asText();
    botswain.fault("GET", "/guilds/*/roles", 200, 1, Map.of("body", body));

    Answer answer = botswain.get("/api/roles?guildId=" + guild, session);
    assertThat(answer.status()).as(answer.raw().body()).isEqualTo(502);
    assertThat(answer.body().path("code").asText()).isEqualTo("discord_failed");
  }

  /// Otherwise half a list would pass for the whole.
  @Test
  void members_pageWithSomebodyWhoIsNobody_isNotTakenForTheLast() {
    String session = botswain.session(TOKEN);
    int members = botswain.get("/api/guilds", session).body().path(0).path("memberCount").asInt();
    var page = new ArrayList<Map<String, ?>>();
    page.add(null);
    for (int id = 1; id < 1_000; id++) {
      page.add(Map.of("user", Map.of("id", Integer.toString(id), "username", "m")));
    }
    botswain.fault("GET", "/guilds/*/members", 200, 1, Map.of("body", page));

    assertThat(botswain.get("/api/members", session).body()).hasSize(999 + members);
  }

  @Test
  void messages_withoutAnId_are502() {
    String session = botswain.session(TOKEN);
    String channel = anyChannel(session);
    for (Object body : List.of(List.of(Map.of("content", "x")), List.of(1, 2))) {
      botswain.fault("GET", MESSAGES, 200, 1, Map.of("body", body));
      assertThat(botswain.get("/api/messages?channelId=" + channel, session).status())
          .isEqualTo(502);
    }
  }

  @Test
  void messages_pagesThatDoNotGoOn_are502() {
    String session = botswain.session(TOKEN);
    String channel = anyChannel(session);
    var page = new ArrayList<Map<String, ?>>();
    for (int id = 1; id <= 100; id++) {
      page.add(Map.of("id", Integer.toString(id), "content", "x"));
    }
    botswain.fault("GET", MESSAGES, 200, 5, Map.of("body", page));

    assertThat(botswain.get("/api/messages?limit=400&channelId=" + channel, session).status())
        .isEqualTo(502);
  }

  @Test
  void read_limitedForAMoment_waitsAndSucceeds() {
    String session = botswain.session(TOKEN);
    String channel = anyChannel(session);
    botswain.fault(
        "GET",
        MESSAGES,
        429,
        1,
        Map.of(
            "body",
            Map.of("message", "You are being rate limited.", "retry_after", 0.3, "global", false),
            "headers",
            Map.of("Retry-After", "1", "X-RateLimit-Scope", "shared")));
    assertThat(botswain.get("/api/messages?channelId=" + channel, session).status()).isEqualTo(200);
  }

  @Test
  void read_limitedForLong_is429WithTheTimeToComeBack() {
    String session = botswain.session(TOKEN);
    String channel = anyChannel(session);
    botswain.fault(
        "GET",
        MESSAGES,
        429,
        1,
        Map.of(
            "body",
            Map.of(
                "message", "You are being rate limited.", "retry_after", 1337.0, "global", false),
            "headers",
            Map.of("Retry-After", "1337", "X-RateLimit-Scope", "shared")));
    Answer answer = botswain.get("/api/messages?channelId=" + channel, session);
    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.body().path("code").asText()).isEqualTo("discord_rate_limited");
    assertThat(Integer.parseInt(answer.header("Retry-After"))).isBetween(1300, 1337);
  }

  @Test
  void read_afterAFalse401_keepsTheSession() {
    String session = botswain.session(TOKEN);
    String channel = anyChannel(session);
    botswain.fault("GET", MESSAGES, 401, 1, Map.of());
    botswain.get("/api/messages?channelId=" + channel, session);
    assertThat(botswain.get("/api/messages?channelId=" + channel, session).status()).isEqualTo(200);
  }

  @Test
  void tokenReset_endsItsSessions() {
    String session = botswain.session(TOKEN);
    String other = botswain.session(TOKEN_THREE_GUILDS);
    botswain.simPost("/sim/bots/" + botswain.simBot(TOKEN) + "/token", Map.of());
    eventually(() -> {
      Answer answer = botswain.get("/api/guilds", session);
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body().path("code").asText()).isEqualTo("token_rejected");
    });
    assertThat(botswain.get("/api/guilds", other).status()).isEqualTo(200);
  }

  @Test
  void login_whenDiscordFails_is502_andWorksLater() {
    botswain.fault("GET", "/users/@me", 500, 3, Map.of());
    assertThat(botswain.login(TOKEN).status()).isEqualTo(502);
    assertThat(botswain.login(TOKEN).status()).isEqualTo(200);
  }

  @Test
  void login_withoutAnApplicationResource_asksForAllIntentsAndThenForLess() {
    botswain.fault("GET", "/applications/@me", 404, 2, Map.of());
    Answer login = botswain.login(TOKEN_NO_INTENTS);
    assertThat(login.status()).isEqualTo(200);
    assertThat(login.body().path("missingIntents")).hasSize(3);
    assertThat(botswain.stats(TOKEN_NO_INTENTS).path("identifies").asInt()).isLessThanOrEqualTo(2);
  }

  @Test
  void login_applicationResourceIsNonsense_isAsIfThereWereNone() {
    botswain.fault("GET", "/applications/@me", 200, 1, Map.of("body", "<html>"));
    assertThat(botswain.login(TOKEN).status()).isEqualTo(200);
  }

  @Test
  void login_serverDoesNotCountIdentifies_isNoHindrance() {
    var gateway = Map.of("url", botswain.simUrl().replace("http", "ws"), "shards", 1);
    botswain.fault("GET", "/gateway/bot", 200, 1, Map.of("body", gateway));
    botswain.logout(botswain.session(TOKEN));
    var uncounted = new HashMap<String, Object>(gateway);
    uncounted.put("session_start_limit", Map.of("max_concurrency", 1));
    botswain.fault("GET", "/gateway/bot", 200, 2, Map.of("body", uncounted));
    assertThat(botswain.login(TOKEN).status()).isEqualTo(200);
  }

  @Test
  void login_ofABotInNoGuild_succeedsAndHasNothingToRead() {
    String guild = botswain.simGet("/sim/guilds").body().path(0).path("id").asText();
    botswain.send(
        Botswain.request(
                botswain.simUrl() + "/sim/guilds/" + guild + "/members/" + botswain.simBot(TOKEN))
            .DELETE(),
        null);
    Answer login = botswain.login(TOKEN);
    assertThat(login.status()).isEqualTo(200);
    assertThat(login.body().path("guilds")).isEmpty();
    assertThat(login.body().path("serverName").isNull()).isTrue();
    assertThat(login.body().path("memberCount").isNull()).isTrue();
    String session = login.body().path("sessionId").asText();
    assertThat(botswain.get("/api/guilds", session).body()).isEmpty();
    for (String path : List.of("/api/members", "/api/channels")) {
      Answer read = botswain.get(path, session);
      assertThat(read.status()).isEqualTo(404);
      assertThat(read.body().path("code").asText()).isEqualTo("unknown_guild");
    }
  }

  /// Discord answers a second IDENTIFY within five seconds with INVALID_SESSION, and counts it.
  @Test
  void login_rightAfterLogout_wastesNoIdentify() {
    botswain.logout(botswain.session(TOKEN));
    assertThat(botswain.login(TOKEN).status()).isEqualTo(200);
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isEqualTo(2);
  }

  @Test
  void login_withNoIdentifyLeft_is429AndDoesNotIdentify() {
    botswain.fault(
        "GET",
        "/gateway/bot",
        200,
        2,
        Map.of(
            "body",
            Map.of(
                "url",
                botswain.simUrl().replace("http", "ws"),
                "shards",
                1,
                "session_start_limit",
                Map.of(
                    "total",
                    1000,
                    "remaining",
                    0,
                    "reset_after",
                    3_600_000,
                    "max_concurrency",
                    1))));
    Answer login = botswain.login(TOKEN);
    assertThat(login.status()).isEqualTo(429);
    assertThat(login.body().path("code").asText()).isEqualTo("identify_budget_exhausted");
    assertThat(Integer.parseInt(login.header("Retry-After"))).isBetween(3000, 3601);
    assertThat(botswain.stats(TOKEN).path("identifies").asInt()).isZero();
  }

  @Test
  void login_ofABotThatDiscordWantsSharded_connectsAllShards() {
    Map<String, ?> twoShards =
        Map.of(
            "body",
            Map.of(
                "url",
                botswain.simUrl().replace("http", "ws"),
                "shards",
                2,
                "session_start_limit",
                Map.of(
                    "total", 1000, "remaining", 999, "reset_after", 1000, "max_concurrency", 2)));
    botswain.fault("GET", "/gateway/bot", 200, 3, twoShards);
    Answer login = botswain.login(TOKEN_THREE_GUILDS);
    assertThat(login.status()).isEqualTo(200);
    assertThat(login.body().path("guilds")).hasSize(3);
    JsonNode session = botswain.get("/api/session", login.body().path("sessionId").asText()).body();
    assertThat(session.path("shards")).hasSize(2);
    assertThat(session.path("status").asText()).isEqualTo("connected");
  }

  @Test
  void fiftySessionsAtOnce_ofAsManyBots_allWork() throws Exception {
    try (var many =
            Botswain.start(SimOptions.DEFAULT.withWorld(new WorldSize(50, 30, 8, 20)), Map.of());
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<String> tokens = many.simGet("/sim/bots").body().findValuesAsText("token");
      assertThat(tokens).hasSize(50);
      List<Callable<String>> callers =
          IntStream.range(0, 50)
              .<Callable<String>>mapToObj(i ->
                  () -> {
                    String session = many.session(tokens.get(i));
                    assertThat(many.get("/api/members", session).body()).hasSize(30);
                    String channel =
                        many.get("/api/channels?type=text", session)
                            .body()
                            .path(0)
                            .path("id")
                            .asText();
                    assertThat(many.get("/api/messages?channelId=" + channel, session).status())
                        .isEqualTo(200);
                    return session;
                  })
              .toList();
      var sessions = new HashSet<String>();
      for (var caller : threads.invokeAll(callers)) {
        sessions.add(caller.get());
      }
      assertThat(sessions).hasSize(50);
    }
  }

  @Test
  void moreSessionsThanAllowed_is503() {
    try (var small = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_MAX_SESSIONS", "1"))) {
      String session = small.session(TOKEN);
      Answer second = small.login(TOKEN);
      assertThat(second.status()).isEqualTo(503);
      assertThat(second.body().path("code").asText()).isEqualTo("too_many_sessions");
      small.logout(session);
      assertThat(small.login(TOKEN).status()).isEqualTo(200);
    }
  }

  @Test
  void standingBots_areConnectedWithoutALogin_andSharedWithIt() {
    try (var standing = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_TOKENS", TOKEN))) {
      eventually(() -> assertThat(standing.stats(TOKEN).path("identifies").asInt()).isEqualTo(1));
      String session = standing.session(TOKEN);
      standing.logout(session);
      assertThat(standing.login(TOKEN).status()).isEqualTo(200);
      assertThat(standing.stats(TOKEN).path("identifies").asInt()).isEqualTo(1);
    }
  }
}
