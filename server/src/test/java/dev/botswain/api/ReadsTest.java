package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_NO_INTENTS;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain.Answer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Members, channels and messages, as a caller sees them, in the demo world.
class ReadsTest extends EndpointsFixture {
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
    Answer found = botswain.get("/api/members?query=" + name.toUpperCase(Locale.ROOT), session);
    assertThat(found.body()).isNotEmpty();
    assertThat(found.body().findValuesAsText("username")).contains(name);
    assertThat(botswain.get("/api/members?query=zzzzzzzzzz", session).body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"sort=name", "sort=joined&order=desc", "sort=id&order=desc", "sort=joined"})
  void members_sorted_arePagedThroughOnceEach(String order) {
    var rows = new ArrayList<JsonNode>();
    String next = "/api/members?limit=400&" + order;
    while (next != null) {
      Answer page = botswain.get(next, session);
      assertThat(page.status()).as("%s", page.body()).isEqualTo(200);
      page.body().forEach(rows::add);
      next = nextOf(page);
    }

    var all = new HashSet<String>();
    botswain.get("/api/members", session).body().forEach(m -> all.add(m.path("id").asText()));
    assertThat(rows.stream().map(row -> row.path("id").asText()).toList())
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(all);
    Comparator<JsonNode> byId = Comparator.comparingLong(row -> row.path("id").asLong());
    Comparator<JsonNode> expected =
        order.contains("name")
            ? Comparator.comparing(row -> row.path("displayName").asText().toLowerCase(Locale.ROOT))
            : order.contains("joined")
                ? Comparator.comparing(row -> row.path("joinedAt").asText())
                : byId;
    expected = expected.thenComparing(byId);
    assertThat(rows).isSortedAccordingTo(order.contains("desc") ? expected.reversed() : expected);
  }

  @Test
  void members_byRoleAndDate_areOnlyThose() {
    JsonNode all = botswain.get("/api/members", session).body();
    JsonNode one = null;
    for (JsonNode each : all) {
      one = each.path("roleIds").isEmpty() ? one : each;
    }
    assertThat(one).isNotNull();
    String role = one.path("roleIds").path(0).asText();
    String since = one.path("joinedAt").asText();

    JsonNode found =
        botswain
            .get("/api/members?roleId=" + role + "&joinedSince=" + since + "&sort=name", session)
            .body();

    var expected = new ArrayList<String>();
    for (JsonNode each : all) {
      if (strings(each.path("roleIds")).contains(role)
          && each.path("joinedAt").asText().compareTo(since) >= 0) {
        expected.add(each.path("id").asText());
      }
    }
    assertThat(ids(found))
        .containsExactlyInAnyOrderElementsOf(expected)
        .contains(one.path("id").asText());
    assertThat(
            botswain
                .get("/api/members?joinedSince=yesterday", session)
                .body()
                .path("field")
                .asText())
        .isEqualTo("joinedSince");
    assertThat(botswain.get("/api/members?cursor=AAAA", session).body().path("field").asText())
        .isEqualTo("cursor");
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
  void channels_hidden_areThereWhenAskedFor() {
    List<String> seen = botswain.get("/api/channels", session).ids();
    List<String> all = botswain.get("/api/channels?hidden=true", session).ids();

    assertThat(all).containsAll(seen).hasSizeGreaterThan(seen.size());
    assertThat(botswain.get("/api/channels?hidden=true&type=voice", session).ids())
        .isSubsetOf(all)
        .isNotEmpty();
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

  private static void assertNewestFirst(JsonNode messages) {
    List<Long> ids =
        StreamSupport.stream(messages.spliterator(), false)
            .map(message -> message.path("id").asLong())
            .toList();
    assertThat(ids).isSortedAccordingTo((a, b) -> Long.compare(b, a)).doesNotHaveDuplicates();
  }

  private static String nextOf(Answer page) {
    String link = page.header("Link");
    return link == null ? null : link.substring(link.indexOf('<') + 1, link.indexOf('>'));
  }
}
