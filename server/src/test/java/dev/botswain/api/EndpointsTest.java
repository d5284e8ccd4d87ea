package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_NO_INTENTS;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Each endpoint of the design, as a caller sees it, in the demo world.
class EndpointsTest {
  private static Botswain botswain;
  private static String session;
  private static String guild;
  private static String general;

  @BeforeAll
  static void start() {
    botswain = Botswain.start();
    session = botswain.session(TOKEN);
    guild = botswain.get("/api/guilds", session).body().path(0).path("id").asText();
    general = channel("general");
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  private static String channel(String name) {
    for (JsonNode channel : botswain.get("/api/channels", session).body()) {
      if (channel.path("name").asText().equals(name)) {
        return channel.path("id").asText();
      }
    }
    throw new AssertionError("no channel " + name);
  }

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

  @Test
  void members_areAllThereById_andAskDiscordOnce() {
    Answer members = botswain.get("/api/members", session);
    assertThat(members.status()).isEqualTo(200);
    assertThat(members.body().size())
        .isEqualTo(botswain.get("/api/guilds", session).body().path(0).path("memberCount").asInt());
    List<Long> ids =
        StreamSupport.stream(members.body().spliterator(), false)
            .map(member -> member.path("id").asLong())
            .toList();
    assertThat(ids).isSorted().doesNotHaveDuplicates();
    JsonNode one = members.body().path(5);
    assertThat(one.path("displayName").asText()).isNotEmpty();
    assertThat(one.path("avatar").asText()).startsWith("https://cdn.discordapp.com/");
    assertThat(one.path("roles").size()).isEqualTo(one.path("roleIds").size());
    int calls = botswain.stats(TOKEN).path("restCalls").asInt();
    assertThat(botswain.get("/api/members", session).body()).isEqualTo(members.body());
    assertThat(botswain.stats(TOKEN).path("restCalls").asInt()).isEqualTo(calls);
  }

  @Test
  void members_followedByLinks_areTheSame() {
    var ids = new ArrayList<String>();
    String next = "/api/members?limit=500";
    int pages = 0;
    while (next != null) {
      Answer page = botswain.get(next, session);
      assertThat(page.body().size()).isLessThanOrEqualTo(500);
      page.body().forEach(member -> ids.add(member.path("id").asText()));
      next = nextOf(page);
      pages++;
    }
    assertThat(pages).isEqualTo(3);
    var all = new ArrayList<String>();
    botswain.get("/api/members", session).body().forEach(m -> all.add(m.path("id").asText()));
    assertThat(ids).isEqualTo(all);
  }

  @Test
  void members_byQuery_beginWithIt() {
    String name =
        botswain.get("/api/members?limit=3", session).body().path(2).path("username").asText();
    Answer found =
        botswain.get("/api/members?query=" + name.toUpperCase(java.util.Locale.ROOT), session);
    assertThat(found.body()).isNotEmpty();
    assertThat(found.body().findValuesAsText("username")).contains(name);
    assertThat(botswain.get("/api/members?query=zzzzzzzzzz", session).body()).isEmpty();
  }

  @Test
  void channels_areThoseTheBotMayView_inOrder() {
    JsonNode channels = botswain.get("/api/channels", session).body();
    assertThat(channels.size()).isGreaterThan(20);
    JsonNode inSim = null;
    for (JsonNode candidate : botswain.simGet("/sim/guilds").body()) {
      if (candidate.path("id").asText().equals(guild)) {
        inSim = candidate.path("channels");
      }
    }
    List<String> names = channels.findValuesAsText("name");
    assertThat(inSim).isNotNull();
    assertThat(inSim.findValuesAsText("name")).containsAll(names).hasSizeGreaterThan(names.size());
    var seen = new HashSet<String>();
    for (JsonNode channel : channels) {
      if (!channel.path("parentId").isNull()) {
        assertThat(seen)
            .as("a parent stands before its children")
            .contains(channel.path("parentId").asText());
      }
      seen.add(channel.path("id").asText());
    }
    assertThat(new HashSet<>(channels.findValuesAsText("type")))
        .contains("text", "voice", "category", "announcement", "forum", "stage");
  }

  @Test
  void channels_byType_areOnlyThose() {
    Answer voice = botswain.get("/api/channels?type=voice", session);
    assertThat(voice.body()).isNotEmpty();
    assertThat(new HashSet<>(voice.body().findValuesAsText("type"))).containsExactly("voice");
  }

  @Test
  void messages_areTheNewestHundred_newestFirst() {
    Answer messages = botswain.get("/api/messages?channelId=" + general, session);
    assertThat(messages.status()).isEqualTo(200);
    assertThat(messages.body()).hasSize(100);
    assertNewestFirst(messages.body());
    JsonNode one = messages.body().path(0);
    assertThat(one.path("channelId").asText()).isEqualTo(general);
    assertThat(one.path("content").asText()).isNotEmpty();
    assertThat(one.path("author").path("username").asText()).isNotEmpty();
    assertThat(one.path("timestamp").asText())
        .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
    assertThat(one.path("pinned").isBoolean()).isTrue();
    assertThat(one.path("type").asText()).isEqualTo("default");
  }

  @Test
  void messages_beyondAPageOfDiscord_arePagedThrough() {
    JsonNode all = botswain.get("/api/messages?limit=1000&channelId=" + general, session).body();
    assertThat(all.size()).isGreaterThan(500);
    assertNewestFirst(all);
    String middle = all.path(300).path("id").asText();

    JsonNode before =
        botswain
            .get("/api/messages?limit=150&channelId=" + general + "&before=" + middle, session)
            .body();
    assertThat(ids(before)).isEqualTo(ids(all).subList(301, 451));
    JsonNode after =
        botswain
            .get("/api/messages?limit=150&channelId=" + general + "&after=" + middle, session)
            .body();
    assertThat(ids(after)).isEqualTo(ids(all).subList(150, 300));
    JsonNode around =
        botswain
            .get("/api/messages?limit=200&channelId=" + general + "&around=" + middle, session)
            .body();
    assertThat(ids(around)).isEqualTo(ids(all).subList(200, 400));
  }

  @Test
  void messages_withTwoOfBeforeAfterAround_is400() {
    assertError(
        botswain.get("/api/messages?channelId=" + general + "&before=1&after=1", session),
        400,
        "invalid_request");
  }

  @Test
  void messages_withoutTheirIntent_sayItInAHeader() {
    String id = botswain.session(TOKEN_NO_INTENTS);
    Answer messages = botswain.get("/api/messages?channelId=" + general, id);
    assertThat(messages.status()).isEqualTo(200);
    assertThat(messages.header("Botswain-Missing-Intent")).isEqualTo("MESSAGE_CONTENT");
    assertThat(
            botswain
                .get("/api/messages?channelId=" + general, session)
                .header("Botswain-Missing-Intent"))
        .isNull();
  }

  @Test
  void messages_ofAChannelTheBotMayNotView_is403AndNamesThePermission() {
    var visible = new HashSet<String>();
    botswain.get("/api/channels", session).body().forEach(c -> visible.add(c.path("id").asText()));
    for (JsonNode candidate : botswain.simGet("/sim/guilds").body()) {
      for (JsonNode channel : candidate.path("channels")) {
        String id = channel.path("id").asText();
        if (candidate.path("id").asText().equals(guild) && !visible.contains(id)) {
          Answer refused = botswain.get("/api/messages?channelId=" + id, session);
          assertError(refused, 403, "missing_permission");
          assertThat(refused.body().path("permission").asText()).isEqualTo("VIEW_CHANNEL");
          return;
        }
      }
    }
    throw new AssertionError("the demo world has a channel that the bot may not view");
  }

  @Test
  void messages_ofAnUnknownChannel_is404() {
    assertError(botswain.get("/api/messages?channelId=1", session), 404, "unknown_channel");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/members", "/api/channels"})
  void aGuildTheBotIsNotIn_is404(String path) {
    assertError(botswain.get(path + "?guildId=123", session), 404, "unknown_guild");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/members?limit=0",
        "/api/members?limit=x",
        "/api/members?after=abc",
        "/api/members?guildId=-1",
        "/api/channels?type=nonsense",
        "/api/channels?guildId=99999999999999999999",
        "/api/messages",
        "/api/messages?channelId=",
        "/api/messages?channelId=1&limit=1001",
        "/api/messages?channelId=1&limit=1e3",
        "/api/messages?channelId=1&limit=999999999999999999999",
        "/api/guilds?nonsense=1",
      })
  void aParameterThatDoesNotFit_is400AndNamesTheField(String path) {
    Answer refused = botswain.get(path, session);
    assertError(refused, 400, "invalid_request");
    assertThat(path)
        .contains(
            refused.body().path("field").asText().equals("channelId")
                ? "messages"
                : refused.body().path("field").asText());
    assertThat(refused.body().path("field").asText()).isNotEmpty();
  }

  /// They would be negative as signed 64-bit numbers.
  @ParameterizedTest
  @ValueSource(strings = {"9223372036854775807", "9223372036854775808", "9999999999999999999"})
  void idsPastTheLast_areAfterAllOthers(String id) {
    assertThat(botswain.get("/api/members?after=" + id, session).body()).isEmpty();
    String messages = "/api/messages?channelId=" + general;
    String newest = botswain.get(messages + "&limit=1", session).ids().getFirst();
    for (String range : List.of("&before=", "&around=", "&limit=200&around=")) {
      Answer answer = botswain.get(messages + range + id, session);
      assertThat(answer.status()).as(range).isEqualTo(200);
      assertThat(answer.ids()).as(range).startsWith(newest);
    }
    assertThat(botswain.get(messages + "&after=" + id, session).body()).isEmpty();
    assertThat(botswain.get("/api/messages?channelId=" + id, session).status()).isEqualTo(404);
    assertThat(botswain.get("/api/channels?guildId=" + id, session).status()).isEqualTo(404);
  }

  @Test
  void membersAndMessages_followWhatHappens() {
    int before = botswain.get("/api/members", session).body().size();
    botswain.simPost("/sim/guilds/" + guild + "/members", Map.of("username", "stowaway"));
    eventually(() -> {
      JsonNode members = botswain.get("/api/members?query=stowaway", session).body();
      assertThat(members).hasSize(1);
      assertThat(botswain.get("/api/members", session).body()).hasSize(before + 1);
    });
    botswain.simPost("/sim/channels/" + general + "/messages", Map.of("content", "Land ho!"));
    assertThat(
            botswain
                .get("/api/messages?limit=1&channelId=" + general, session)
                .body()
                .path(0)
                .path("content")
                .asText())
        .isEqualTo("Land ho!");
  }

  private static void assertError(Answer answer, int status, String code) {
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
    assertThat(answer.body().path("error").asText()).isNotEmpty();
    assertThat(answer.body().path("requestId").asText()).isEqualTo(answer.header("X-Request-ID"));
  }

  private static void assertNewestFirst(JsonNode messages) {
    List<Long> ids =
        StreamSupport.stream(messages.spliterator(), false)
            .map(message -> message.path("id").asLong())
            .toList();
    assertThat(ids).isSortedAccordingTo((a, b) -> Long.compare(b, a)).doesNotHaveDuplicates();
  }

  private static List<String> ids(JsonNode messages) {
    return strings(messages, "id");
  }

  private static List<String> strings(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
  }

  private static List<String> strings(JsonNode array, String field) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(element -> element.path(field).asText())
        .toList();
  }

  private static String nextOf(Answer page) {
    String link = page.header("Link");
    return link == null ? null : link.substring(link.indexOf('<') + 1, link.indexOf('>'));
  }
}
