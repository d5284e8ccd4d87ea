package dev.botswain.sim.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the control API shows and changes of a bot: interactions, faults, statistics, intents.
class BotControlTest extends ControlFixture {
  @Test
  void bots_always_areListedWithTokenGuildsAndIntents() {
    JsonNode bots = call("GET", "/sim/bots", null).body();
    assertThat(bots).hasSize(2);
    assertThat(bots.path(0).path("username").asText()).isNotEmpty();
    assertThat(bots.path(0).path("token").asText()).isNotEmpty();
    assertThat(bots.path(0).path("guildIds")).hasSize(1);
    assertThat(call("GET", "/sim/bots/" + botId, null).body()).isEqualTo(bots.path(0));
  }

  @Test
  void interaction_withACommand_isAnsweredAndShowsHow() {
    String interactions = "/sim/bots/" + botId + "/interactions";
    String use =
        "{\"type\":\"command\",\"name\":\"sail"
            + " fast\",\"options\":[{\"name\":\"knots\",\"value\":7}]}";
    assertThat(call("POST", interactions, use).status()).isEqualTo(404);
    discord(
        "POST",
        "/applications/" + botId + "/commands",
        """
        {"name":"sail","description":"d","options":[{"type":1,"name":"fast","description":"d",
         "options":[{"type":4,"name":"knots","description":"d","required":true}]}]}
        """);
    JsonNode used = call("POST", interactions, use).body();
    assertThat(used.path("answer").isNull()).isTrue();
    String id = used.path("id").asText();
    String data =
        sim.call(() -> {
          var interaction = sim.world().interactions().get(Long.parseLong(id));
          return interaction.data();
        });
    assertThat(data)
        .contains(
            "{\"name\":\"fast\",\"type\":1,\"options\":[{\"name\":\"knots\",\"type\":4,\"value\":7}]}");
    discord(
        "POST",
        "/interactions/" + id + "/" + used.path("token").asText() + "/callback",
        "{\"type\":4,\"data\":{\"content\":\"aye\",\"flags\":64}}");
    JsonNode answered = call("GET", "/sim/interactions/" + id, null).body();
    assertThat(answered.path("answer").asText()).isEqualTo("message");
    assertThat(answered.path("answeredAfterMs").isNumber()).isTrue();
    assertThat(answered.path("messages").path(0).path("content").asText()).isEqualTo("aye");
    assertThat(answered.path("messages").path(0).path("ephemeral").asBoolean()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | type",
        "{\"type\":\"wave\"} | type",
        "{\"type\":\"command\"} | name",
        "{\"type\":\"button\",\"customId\":\"none\"} | none",
        "{\"type\":\"modal\",\"interactionId\":\"5\"} | interactionId",
        "{\"type\":\"command\",\"name\":\"a\",\"channelId\":\"5\"} | channelId",
        "{\"type\":\"command\",\"name\":\"a\",\"userId\":\"5\"} | userId",
        "{\"type\":\"command\",\"name\":\"say\"} | text",
        "{\"type\":\"command\",\"name\":\"say\",\"options\":[{\"name\":\"text\",\"value\":5}]} |"
            + " text",
        "{\"type\":\"command\",\"name\":\"say\",\"options\":[{\"name\":\"loud\",\"value\":5}]} |"
            + " loud",
      })
  void interaction_thatCannotBe_isRefusedWithTheField(String body, String named) {
    discord(
        "POST",
        "/applications/" + botId + "/commands",
        """
        {"name":"say","description":"d",
         "options":[{"type":3,"name":"text","description":"d","required":true}]}
        """);
    Reply reply = call("POST", "/sim/bots/" + botId + "/interactions", body);
    assertThat(reply.status()).isBetween(400, 404);
    assertThat(reply.error()).contains(named);
  }

  @Test
  void fault_added_meetsTheNextCallsAndCanBeForgotten() {
    String fault =
        "{\"method\":\"GET\",\"path\":\"/users/{id}\",\"status\":503,\"times\":2,\"body\":{\"a\":1},\"headers\":{\"Retry-After\":3}}";
    assertThat(call("POST", "/sim/faults", fault).status()).isEqualTo(204);
    Reply met = discord("GET", "/users/@me", null);
    assertThat(met.status()).isEqualTo(503);
    assertThat(met.body().path("a").asInt()).isEqualTo(1);
    assertThat(call("GET", "/sim/faults", null).body().path(0).path("times").asInt()).isEqualTo(1);
    assertThat(call("DELETE", "/sim/faults", null).status()).isEqualTo(204);
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(200);
  }

  @Test
  void stats_ofABot_countItsRestCalls() {
    discord("GET", "/users/@me", null);
    discord("GET", "/nothing", null);
    JsonNode stats = call("GET", "/sim/bots/" + botId + "/stats", null).body();
    assertThat(stats.path("restCalls").asInt()).isEqualTo(2);
    for (String field :
        new String[] {
          "connections", "identifies", "resumes", "heartbeats", "rateLimited", "closeCodes"
        }) {
      assertThat(stats.has(field)).as(field).isTrue();
    }
  }

  @Test
  void requests_ofABot_areShownNewestFirstWithoutTheToken() {
    discord("GET", "/users/@me", null);
    discord("POST", "/channels/" + channelId + "/messages?x=1", "{\"content\":\"a\"}");
    JsonNode seen = call("GET", "/sim/bots/" + botId + "/requests?limit=1", null).body();
    assertThat(seen).hasSize(1);
    assertThat(seen.path(0).path("method").asText()).isEqualTo("POST");
    assertThat(seen.path(0).path("query").asText()).isEqualTo("x=1");
    assertThat(seen.path(0).path("bodyBytes").asInt()).isEqualTo("{\"content\":\"a\"}".length());
    assertThat(seen.toString()).doesNotContain(token);
    assertThat(call("GET", "/sim/bots/" + botId + "/requests?limit=0", null).status())
        .isEqualTo(400);
  }

  @Test
  void intents_turnedOff_areForbiddenOverHttpToo() {
    String members = "/guilds/" + guildId + "/members";
    assertThat(discord("GET", members, null).status()).isEqualTo(200);
    Reply changed = call("PATCH", "/sim/bots/" + botId, "{\"guildMembers\":false}");
    assertThat(changed.body().path("intents").path("guildMembers").asBoolean(true)).isFalse();
    assertThat(discord("GET", members, null).status()).isEqualTo(403);
    call("PATCH", "/sim/bots/" + botId, "{\"guildMembers\":true}");
    assertThat(discord("GET", members, null).status()).isEqualTo(200);
  }

  @Test
  void stats_ofAllBots_areTheirSumAndTheInvalidRequestsOfEachAddress() {
    JsonNode before = call("GET", "/sim/stats", null).body();
    discord("GET", "/users/@me", null);
    token = "wrong";
    assertThat(discord("GET", "/users/@me", null).status()).isEqualTo(401);

    JsonNode stats = call("GET", "/sim/stats", null).body();
    assertThat(stats.path("identifies").asInt()).isEqualTo(before.path("identifies").asInt());
    assertThat(stats.path("invalidRequests").path("127.0.0.1").asInt()).isEqualTo(1);
  }
}
