package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN_NO_INTENTS;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.Botswain.Answer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// One guild, the bot itself, and a channel's messages at their own addresses.
class SingleReadsTest {
  private static Botswain botswain;
  private static String session;
  private static JsonNode guilds;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT.withLimits(false), Map.of());
    session = botswain.session(TOKEN_THREE_GUILDS);
    guilds = botswain.get("/api/guilds", session).body();
  }

  @AfterAll
  static void close() {
    botswain.close();
  }

  private static String narrow(Map<String, Object> grant) {
    return botswain.post("/api/sessions", session, grant).body().path("sessionId").asText();
  }

  private static String channelOf(JsonNode guild) {
    return botswain
        .get("/api/channels?type=text&guildId=" + guild.path("id").asText(), session)
        .body()
        .path(0)
        .path("id")
        .asText();
  }

  @Test
  void guild_isAsInTheList() {
    for (JsonNode guild : guilds) {
      Answer one = botswain.get("/api/guilds/" + guild.path("id").asText(), session);
      assertThat(one.status()).isEqualTo(200);
      assertThat(one.body()).isEqualTo(guild);
    }
  }

  @Test
  void guild_thatTheBotIsNotIn_is404() {
    Answer unknown = botswain.get("/api/guilds/123", session);
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.body().path("code").asText()).isEqualTo("unknown_guild");
    assertThat(botswain.get("/api/guilds/harbour", session).body().path("field").asText())
        .isEqualTo("guildId");
  }

  @Test
  void guild_whereTheSessionIsNotGood_is403() {
    String first = guilds.path(0).path("id").asText();
    String limited =
        narrow(Map.of("name", "a", "scopes", List.of("read"), "guildIds", List.of(first)));

    assertThat(botswain.get("/api/guilds/" + first, limited).status()).isEqualTo(200);
    assertThat(botswain.get("/api/guilds/" + guilds.path(1).path("id").asText(), limited).status())
        .isEqualTo(403);
  }

  @Test
  void bot_isTheSessionsOwn() {
    Answer bot = botswain.get("/api/bot", session);

    assertThat(bot.status()).isEqualTo(200);
    assertThat(bot.body()).isEqualTo(botswain.get("/api/session", session).body().path("bot"));
    String narrow =
        narrow(Map.of("name", "b", "scopes", List.of("events"), "channelIds", List.of("1")));
    assertThat(botswain.get("/api/bot", narrow).body()).isEqualTo(bot.body());
  }

  @Test
  void messages_ofAChannel_areThoseOfTheOtherAddress() {
    String channel = channelOf(guilds.path(0));
    botswain.simPost("/sim/channels/" + channel + "/messages", Map.of("content", "Ahoy"));
    String path = "/api/channels/" + channel + "/messages";
    String other = "/api/messages?channelId=" + channel;

    Answer page = botswain.get(path + "?limit=1", session);
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.body()).isEqualTo(botswain.get(other + "&limit=1", session).body()).hasSize(1);
    assertThat(page.header("Link")).startsWith("<" + path + "?limit=1&before=");
    assertThat(botswain.get(path + "?before=1&after=1", session).status()).isEqualTo(400);
    assertThat(botswain.get(path + "?channelId=" + channel, session).status()).isEqualTo(400);
    String elsewhere = channelOf(guilds.path(1));
    String limited =
        narrow(Map.of("name", "c", "scopes", List.of("read"), "channelIds", List.of(elsewhere)));
    assertThat(botswain.get(path, limited).status()).isEqualTo(403);
    assertThat(botswain.get(path, botswain.session(TOKEN_NO_INTENTS)).status()).isBetween(200, 404);
  }
}
