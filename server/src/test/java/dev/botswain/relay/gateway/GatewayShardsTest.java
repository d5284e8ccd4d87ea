package dev.botswain.relay.gateway;

import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.GatewayClient.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.gateway.ShardId;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.GatewayClient;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Clients of a bot that has two shards.
class GatewayShardsTest {
  private Botswain botswain;
  private String session;

  @BeforeEach
  void start() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of());
    var limit = Map.of("total", 1000, "remaining", 999, "reset_after", 1000, "max_concurrency", 2);
    botswain.fault(
        "GET",
        "/gateway/bot",
        200,
        20,
        Map.of(
            "body",
            Map.of(
                "url",
                botswain.simUrl().replace("http", "ws"),
                "shards",
                2,
                "session_start_limit",
                limit)));
    session = botswain.session(TOKEN_THREE_GUILDS);
  }

  @AfterEach
  void stop() {
    botswain.close();
  }

  private GatewayClient client(String who, int shard, int shards) throws Exception {
    GatewayClient client = GatewayClient.connect(botswain);
    client.awaitOp(10);
    client.identify(who, USUAL, ",'shard':[" + shard + "," + shards + "]");
    client.await("READY");
    return client;
  }

  /// What follows the guilds.
  private static JsonNode afterGuilds(GatewayClient client) throws Exception {
    JsonNode next = client.next();
    while (next.path("t").asText().equals("GUILD_CREATE")) {
      next = client.next();
    }
    return next;
  }

  private String guildOf(ShardId shard) {
    return botswain.get("/api/guilds", session).ids().stream()
        .filter(id -> shard.hears(Long.parseLong(id)))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void session_ofOneShardIsLost_onlyItsClientsHaveToIdentifyAgain() throws Exception {
    String first = guildOf(new ShardId(0, 2));
    String second = guildOf(new ShardId(1, 2));
    try (GatewayClient spared = client(session, 0, 2);
        GatewayClient sparedByScope = client(narrow(first), 0, 1);
        GatewayClient hit = client(session, 1, 2);
        GatewayClient hitAsAll = client(session, 0, 1);
        GatewayClient hitByScope = client(narrow(second), 0, 1)) {
      botswain.gateway(TOKEN_THREE_GUILDS, Map.of("do", "close", "code", 4009, "shard", 1));

      for (GatewayClient lost : List.of(hit, hitAsAll, hitByScope)) {
        JsonNode invalid = afterGuilds(lost);
        assertThat(invalid.path("op").asInt()).as(invalid.path("t").asText()).isEqualTo(9);
        assertThat(invalid.path("d").asBoolean()).isFalse();
      }
      say(first);
      for (GatewayClient there : List.of(spared, sparedByScope)) {
        assertThat(afterGuilds(there).path("t").asText()).isEqualTo("MESSAGE_CREATE");
      }
    }
  }

  private String narrow(String guild) {
    return botswain
        .post(
            "/api/sessions",
            session,
            Map.of(
                "name", "narrow", "scopes", List.of("read", "events"), "guildIds", List.of(guild)))
        .body()
        .path("sessionId")
        .asText();
  }

  private void say(String guild) {
    for (JsonNode channel :
        botswain.get("/api/channels?type=text&guildId=" + guild, session).body()) {
      String messages = "/sim/channels/" + channel.path("id").asText() + "/messages";
      if (botswain.simPost(messages, Map.of("content", "Ahoy")).status() < 300) {
        return;
      }
    }
    throw new AssertionError("nowhere to speak");
  }
}
