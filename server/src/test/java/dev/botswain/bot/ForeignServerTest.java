package dev.botswain.bot;

import static dev.botswain.testing.ForeignServer.GUILD;
import static dev.botswain.testing.ForeignServer.MEMBER;
import static dev.botswain.testing.ForeignServer.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import dev.botswain.testing.ForeignServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Servers that behave almost like Discord: their differences are not misread, and callers learn
/// what is wrong.
class ForeignServerTest {
  private ForeignServer discord = new ForeignServer(Map.of("BOTSWAIN_LOGIN_WAIT", "1s"));

  @AfterEach
  void close() {
    discord.close();
  }

  @Test
  void login_gatewayClosesAtOnce_namesCodeAndReason() {
    discord.welcome(socket -> socket.close((short) 4002, "Missing User-Agent, " + TOKEN));

    Answer login = discord.botswain().login(TOKEN);
    assertThat(login.status()).isEqualTo(504);
    assertThat(login.raw().body()).contains("4002: Missing User-Agent").doesNotContain(TOKEN);
  }

  @Test
  void login_gatewayRefusesForGood_namesCodeAndReason() {
    discord.welcome(socket -> socket.close((short) 4012, "Wrong version"));

    Answer login = discord.botswain().login(TOKEN);
    assertThat(login.status()).isEqualTo(502);
    assertThat(login.raw().body()).contains("4012: Wrong version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "null", "absent"})
  void login_ofAUser_isRefusedAndLeavesNothing(String bot) {
    JsonObject user = ForeignServer.user(ForeignServer.BOT);
    discord.on(
        "GET",
        "/users/@me",
        200,
        switch (bot) {
          case "false" -> user.put("bot", false);
          case "null" -> user.putNull("bot");
          default -> user;
        });

    Answer login = discord.botswain().login(TOKEN);
    assertThat(login.status()).isEqualTo(401);
    assertThat(login.body().path("code").asText()).isEqualTo("not_a_bot");
    assertThat(login.body().path("sessionId").isMissingNode()).isTrue();
    assertThat(discord.identify()).isEmpty();
  }

  @Test
  void change_answeredWithRolesAsObjects_isDoneAndReads() {
    discord.on(
        "PATCH",
        "/guilds/%s/members/%s".formatted(GUILD, MEMBER),
        200,
        new JsonObject()
            .put("user", ForeignServer.user(MEMBER))
            .put("nick", "Lin")
            .put("roles", new JsonArray().add(new JsonObject().put("id", GUILD).put("name", "r"))));

    Answer changed =
        send("PATCH", "/api/members/%s?guildId=%s".formatted(MEMBER, GUILD), "{\"nick\":\"Lin\"}");
    assertThat(changed.status()).as(changed.raw().body()).isEqualTo(200);
    assertThat(changed.body().path("nick").asText()).isEqualTo("Lin");
    assertThat(changed.body().path("roleIds").path(0).asText()).isEqualTo(GUILD);
  }

  @Test
  void change_answeredWithPartsThatCannotBeRead_isDoneAndTellsTheOthers() {
    discord.on(
        "POST",
        "/guilds/" + GUILD + "/roles",
        200,
        new JsonObject().put("id", "9").put("name", "r").put("permissions", "all"));

    Answer made = send("POST", "/api/roles?guildId=" + GUILD, "{\"name\":\"r\"}");
    assertThat(made.status()).as(made.raw().body()).isEqualTo(200);
    assertThat(made.header("Botswain-Answer-Unread")).isEqualTo("true");
    assertThat(made.body().path("id").asText()).isEqualTo("9");
    assertThat(made.body().has("permissions")).isFalse();
  }

  @Test
  void change_answeredWithNonsense_isDone() {
    discord.on("POST", "/guilds/" + GUILD + "/roles", 200, "no role");

    Answer made = send("POST", "/api/roles?guildId=" + GUILD, "{\"name\":\"r\"}");
    assertThat(made.status()).as(made.raw().body()).isEqualTo(200);
    assertThat(made.header("Botswain-Answer-Unread")).isEqualTo("true");
  }

  @Test
  void read_ofAnObjectForAListOrTheOtherWayRound_is502() {
    discord.on("GET", "/guilds/" + GUILD + "/roles", 200, new JsonObject());
    assertThat(send("GET", "/api/roles?guildId=" + GUILD, "").status()).isEqualTo(502);

    discord.on("GET", "/guilds/" + GUILD + "/emojis/7", 200, new JsonArray());
    assertThat(send("GET", "/api/emojis/7?guildId=" + GUILD, "").status()).isEqualTo(502);

    discord.on("GET", "/guilds/%s/members/%s".formatted(GUILD, MEMBER), 200, new JsonArray());
    Answer member = send("GET", "/api/members/%s?guildId=%s".formatted(MEMBER, GUILD), "");
    assertThat(member.status()).isEqualTo(502);
  }

  @Test
  void change_answeredWithAnObjectForAListOrTheOtherWayRound_isDoneAndUnread() {
    discord.on("POST", "/guilds/" + GUILD + "/roles", 200, new JsonArray());
    Answer made = send("POST", "/api/roles?guildId=" + GUILD, "{\"name\":\"r\"}");
    assertThat(made.status()).isEqualTo(200);
    assertThat(made.header("Botswain-Answer-Unread")).isEqualTo("true");
    assertThat(made.raw().body()).isEqualTo("{}");

    discord.on("PATCH", "/guilds/" + GUILD + "/roles", 200, new JsonObject());
    String moved = "{\"positions\":[{\"id\":\"9\",\"position\":1}]}";
    Answer all = send("PATCH", "/api/roles?guildId=" + GUILD, moved);
    assertThat(all.status()).as(all.raw().body()).isEqualTo(200);
    assertThat(all.header("Botswain-Answer-Unread")).isEqualTo("true");
    assertThat(all.raw().body()).isEqualTo("[]");
  }

  @Test
  void read_ofSomethingElse_namesTheFieldAndNoClass() {
    discord.on(
        "GET",
        "/guilds/%s/members/%s".formatted(GUILD, MEMBER),
        200,
        new JsonObject().put("user", new JsonObject().put("id", "somebody")));

    Answer read = send("GET", "/api/members/%s?guildId=%s".formatted(MEMBER, GUILD), "");
    assertThat(read.status()).isEqualTo(502);
    assertThat(read.body().path("error").asText())
        .endsWith("user.id cannot be read")
        .doesNotContain("Wire");
  }

  @Test
  void login_rejectedWithACodeAndAnotherStatus_isATokenRejected() {
    discord.on("GET", "/users/@me", 400, new JsonObject().put("code", 40001));

    Answer login = discord.botswain().login(TOKEN);
    assertThat(login.status()).as(login.raw().body()).isEqualTo(401);
    assertThat(login.body().path("code").asText()).isEqualTo("token_rejected");
  }

  /// Without ending the existing sessions.
  @Test
  void login_afterAnIntentWasSwitchedOn_asksForItWhileTheBotIsHeld() {
    var application = new JsonObject().put("id", ForeignServer.BOT);
    discord.on("GET", "/applications/@me", 200, application.copy().put("flags", 0));
    Botswain botswain = discord.botswain();
    String first = botswain.session(TOKEN);
    int members = 1 << 1;
    assertThat(discord.identify().getInteger("intents") & members).isZero();

    discord.on("GET", "/applications/@me", 200, application.copy().put("flags", 1 << 15));
    Answer again = botswain.login(TOKEN);
    assertThat(again.status()).isEqualTo(200);
    assertThat(again.body().path("missingIntents").toString()).doesNotContain("GUILD_MEMBERS");
    Botswain.eventually(
        () -> assertThat(discord.identify().getInteger("intents") & members).isEqualTo(members));
    Botswain.eventually(() ->
        assertThat(botswain.get("/api/session", first).body().path("status").asText())
            .isEqualTo("connected"));
  }

  private static JsonObject member(String id) {
    return new JsonObject()
        .put("user", ForeignServer.user(id))
        .put("nick", "Lin")
        .put("joined_at", "2026-01-01T00:00:00.000Z")
        .put("roles", new JsonArray().add(GUILD));
  }

  private void listMembers(JsonArray page) {
    discord.on("GET", "/guilds/" + GUILD + "/members", 200, page);
  }

  @Test
  void members_ofNobody_areAFailureAndNotAnEmptyList() {
    listMembers(new JsonArray().add(new JsonObject().put("id", "1")));
    discord.on(
        8,
        (socket, _) ->
            ForeignServer.dispatch(
                socket,
                3,
                "RATE_LIMITED",
                new JsonObject()
                    .put("opcode", 8)
                    .put("meta", new JsonObject().put("guild_id", GUILD).put("nonce", "1"))));

    Answer members = send("GET", "/api/members", "");
    assertThat(members.status()).as(members.raw().body()).isEqualTo(502);
    assertThat(members.body().path("code").asText()).isEqualTo("discord_failed");
  }

  @Test
  void members_ofNobodyOverRest_comeOverTheGateway() {
    listMembers(new JsonArray().add(new JsonObject().put("id", "1")));
    discord.on(
        8,
        (socket, command) ->
            ForeignServer.dispatch(
                socket,
                3,
                "GUILD_MEMBERS_CHUNK",
                new JsonObject()
                    .put("guild_id", GUILD)
                    .put("members", new JsonArray().add(member(MEMBER)))
                    .put("chunk_index", 0)
                    .put("chunk_count", 1)
                    .put("nonce", command.getJsonObject("d").getString("nonce"))));

    assertThat(send("GET", "/api/members", "").ids()).containsExactly(MEMBER);
  }

  @Test
  void members_someOfWhomCannotBeRead_areCounted() {
    listMembers(new JsonArray().add(new JsonObject().put("id", "1")).add(member(MEMBER)));

    Answer members = send("GET", "/api/members", "");
    assertThat(members.ids()).containsExactly(MEMBER);
    assertThat(members.header("Botswain-Members-Unread")).isEqualTo("1");
  }

  @Test
  void memberUpdate_ofAPart_leavesTheRest() {
    listMembers(new JsonArray().add(member(MEMBER)));
    Botswain botswain = discord.botswain();
    String session = botswain.session(TOKEN);
    botswain.get("/api/members", session);

    discord.dispatch(
        3,
        "GUILD_MEMBER_UPDATE",
        new JsonObject()
            .put("guild_id", GUILD)
            .put("user", new JsonObject().put("id", MEMBER).put("username", "renamed")));
    Botswain.eventually(() -> {
      JsonNode now = botswain.get("/api/members", session).body().path(0);
      assertThat(now.path("username").asText()).isEqualTo("renamed");
      assertThat(now.path("nick").asText()).isEqualTo("Lin");
      assertThat(now.path("joinedAt").asText()).isEqualTo("2026-01-01T00:00:00.000Z");
      assertThat(now.path("roleIds")).hasSize(1);
    });

    discord.dispatch(
        4,
        "GUILD_MEMBER_UPDATE",
        new JsonObject()
            .put("guild_id", GUILD)
            .put("user", new JsonObject().put("id", MEMBER))
            .putNull("nick"));
    Botswain.eventually(() ->
        assertThat(botswain.get("/api/members", session).body().path(0).path("nick").isNull())
            .isTrue());
  }

  private Answer send(String method, String path, String body) {
    Botswain botswain = discord.botswain();
    return botswain.send(
        Botswain.request(botswain.url() + path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body)),
        botswain.session(TOKEN));
  }
}
