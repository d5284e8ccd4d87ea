package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_NO_INTENTS;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Login, logout and sessions, as a caller sees them, in the demo world.
class LoginTest extends EndpointsFixture {
  @Test
  void login_answersWithSessionBotAndGuilds() {
    Answer login = botswain.login(TOKEN);
    assertThat(login.status()).isEqualTo(200);
    JsonNode body = login.body();
    assertThat(body.path("message").asText()).isEqualTo("Logged in successfully");
    assertThat(body.path("sessionId").asText()).matches("[\\w-]{24,27}\\.[\\w-]{6}\\.[\\w-]{43}");
    assertThat(body.path("bot").path("id").asText()).isEqualTo(botswain.simBot(TOKEN));
    assertThat(body.path("guilds")).hasSize(1);
    assertThat(body.path("guilds").path(0).path("memberCount").asInt()).isGreaterThan(1000);
    assertThat(body.path("missingIntents")).isEmpty();
    assertThat(body.path("serverName").asText())
        .isEqualTo(body.path("guilds").path(0).path("name").asText());
    assertThat(body.path("memberCount").asInt()).isGreaterThan(1000);
    assertThat(body.has("iconURL")).isTrue();
    assertThat(body.path("expiresAt").asText()).matches("\\d{4}-\\d\\d-\\d\\dT.*Z");
    assertThat(login.raw().body()).doesNotContain(TOKEN + "\"");
  }

  @Test
  void login_tenTimesAtOnce_identifiesOnce() throws Exception {
    try (var fresh = Botswain.start();
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<String>> logins =
          IntStream.range(0, 10)
              .<Callable<String>>mapToObj(_ -> () -> fresh.session(TOKEN))
              .toList();
      var sessions = new HashSet<String>();
      for (var login : threads.invokeAll(logins)) {
        sessions.add(login.get());
      }
      assertThat(sessions).hasSize(10);
      assertThat(fresh.stats(TOKEN).path("identifies").asInt()).isEqualTo(1);
      assertThat(fresh.stats(TOKEN).path("connections").asInt()).isEqualTo(1);
    }
  }

  /// People often copy the whole header.
  @Test
  void login_tokenWithItsScheme_isTheSameBot() {
    Answer login = botswain.login("Bot " + TOKEN);
    assertThat(login.status()).isEqualTo(200);
    assertThat(botswain.stats(TOKEN).path("connections").asInt()).isEqualTo(1);
  }

  @Test
  void login_tokenOfSeveralWords_isForDiscordToJudge() {
    Answer login = botswain.login("two words");
    assertThat(login.status()).isEqualTo(401);
    assertThat(login.body().path("code").asText()).isEqualTo("token_rejected");
  }

  @Test
  void login_guildNull_isAsIfLeftOut() {
    var body = new HashMap<String, Object>(Map.of("token", TOKEN));
    body.put("guildId", null);
    assertThat(botswain.post("/api/auth/login", null, body).status()).isEqualTo(200);
  }

  @Test
  void login_namingAGuild_makesItTheDefault() {
    Answer first = botswain.login(TOKEN_THREE_GUILDS);
    assertThat(first.body().path("guilds")).hasSize(3);
    String last = first.body().path("guilds").path(2).path("id").asText();
    Answer named =
        botswain.post(
            "/api/auth/login", null, Map.of("token", TOKEN_THREE_GUILDS, "guildId", last));
    assertThat(named.body().path("serverName").asText())
        .isEqualTo(first.body().path("guilds").path(2).path("name").asText());
    String id = named.body().path("sessionId").asText();
    assertThat(botswain.get("/api/session", id).body().path("defaultGuildId").asText())
        .isEqualTo(last);
    assertThat(botswain.get("/api/channels", id).ids())
        .isEqualTo(botswain.get("/api/channels?guildId=" + last, id).ids());
  }

  @Test
  void login_withoutAGuild_takesTheFirstById() {
    String id = botswain.session(TOKEN_THREE_GUILDS);
    JsonNode guilds = botswain.get("/api/guilds", id).body();
    List<String> ids = guilds.findValuesAsText("id");
    assertThat(ids)
        .isSortedAccordingTo((a, b) -> Long.compare(Long.parseLong(a), Long.parseLong(b)));
    assertThat(botswain.get("/api/session", id).body().path("defaultGuildId").asText())
        .isEqualTo(ids.getFirst());
  }

  @Test
  void login_namingAGuildTheBotIsNotIn_is404() {
    Answer login = botswain.post("/api/auth/login", null, Map.of("token", TOKEN, "guildId", "123"));
    assertError(login, 404, "unknown_guild");
  }

  @Test
  void login_withARejectedToken_is401() {
    assertError(botswain.login("no-such-token"), 401, "token_rejected");
  }

  @Test
  void login_withoutPrivilegedIntents_succeedsAndNamesThem() {
    Answer login = botswain.login(TOKEN_NO_INTENTS);
    assertThat(login.status()).isEqualTo(200);
    assertThat(strings(login.body().path("missingIntents")))
        .containsExactly("GUILD_MEMBERS", "GUILD_PRESENCES", "MESSAGE_CONTENT");
    String id = login.body().path("sessionId").asText();
    Answer members = botswain.get("/api/members", id);
    assertError(members, 403, "missing_intent");
    assertThat(members.body().path("intent").asText()).isEqualTo("GUILD_MEMBERS");
    assertThat(members.body().path("enableAt").asText())
        .startsWith("https://discord.com/developers/");
    assertThat(botswain.get("/api/channels", id).status()).isEqualTo(200);
  }

  @Test
  void logout_endsTheSession_andTheBotWithItsLast() {
    try (var fresh = Botswain.start()) {
      String first = fresh.session(TOKEN);
      String second = fresh.session(TOKEN);
      Answer logout = fresh.logout(first);
      assertThat(logout.status()).isEqualTo(200);
      assertThat(logout.body().path("message").asText()).isEqualTo("Logged out successfully");
      assertError(fresh.get("/api/session", first), 401, "unknown_session");
      assertThat(fresh.get("/api/session", second).body().path("status").asText())
          .isEqualTo("connected");
      assertThat(fresh.logout(second).status()).isEqualTo(200);
      eventually(
          () -> assertThat(fresh.stats(TOKEN).path("closeCodes").toString()).contains("1000"));
      assertError(fresh.logout(second), 401, "unknown_session");
    }
  }

  @Test
  void session_tellsWhoAndHow() {
    JsonNode body = botswain.get("/api/session", session).body();
    assertThat(body.path("status").asText()).isEqualTo("connected");
    assertThat(body.path("bot").path("username").asText()).isNotEmpty();
    assertThat(body.path("shards")).hasSize(1);
    assertThat(body.path("shards").path(0).path("status").asText()).isEqualTo("connected");
    assertThat(body.path("defaultGuildId").asText()).isEqualTo(guild);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Bearer ", "Bot ", "bearer "})
  void authorization_takesTheIdBareOrAfterAScheme(String scheme) {
    assertThat(botswain.get("/api/guilds", scheme + session).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/session",
        "/api/guilds",
        "/api/members",
        "/api/channels",
        "/api/messages?channelId=1",
        "/api/channels/1/messages",
        "/api/guilds/1",
        "/api/bot"
      })
  void everyRead_withoutASession_is401(String path) {
    assertError(botswain.get(path, null), 401, "missing_session");
    assertError(botswain.get(path, "x".repeat(43)), 401, "unknown_session");
  }
}
