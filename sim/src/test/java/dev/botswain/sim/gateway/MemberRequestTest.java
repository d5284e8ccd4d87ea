package dev.botswain.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.MovableClock;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Intents;
import java.time.Duration;
import java.util.HashSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MemberRequestTest {
  private final MovableClock clock = new MovableClock();
  private Sim sim;
  private String guildId;

  @BeforeEach
  void start() {
    sim = Sim.start(SimOptions.DEFAULT.withClock(clock));
    guildId = sim.call(() -> String.valueOf(sim.world().guilds().all().at(0).id()));
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  private void request(TestClient client, String more) {
    client.send(8, "{'guild_id':'" + guildId + "'," + more + "}");
  }

  @Test
  void wholeList_comesInChunksOfAThousand() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, Intents.ALL)) {
      request(client, "'query':'','limit':0,'nonce':'n-1','presences':true");

      var first = client.await("GUILD_MEMBERS_CHUNK").path("d");
      var second = client.await("GUILD_MEMBERS_CHUNK").path("d");

      assertThat(first.path("members")).hasSize(1_000);
      assertThat(second.path("members")).hasSize(204);
      assertThat(first.path("chunk_index").asInt()).isZero();
      assertThat(second.path("chunk_index").asInt()).isEqualTo(1);
      assertThat(second.path("chunk_count").asInt()).isEqualTo(2);
      assertThat(second.path("nonce").asText()).isEqualTo("n-1");
      assertThat(first.path("presences").size()).isBetween(300, 600);
      var ids = new HashSet<String>();
      for (var chunk : new JsonNode[] {first, second}) {
        chunk.path("members").forEach(m -> ids.add(m.path("user").path("id").asText()));
      }
      assertThat(ids).hasSize(1_204);
    }
  }

  @Test
  void wholeList_againWithin30Seconds_isRateLimited() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, Intents.ALL)) {
      request(client, "'query':'','limit':0");
      client.await("GUILD_MEMBERS_CHUNK");
      client.await("GUILD_MEMBERS_CHUNK");
      clock.advance(Duration.ofSeconds(10));

      request(client, "'query':'','limit':0,'nonce':'again'");

      var limited = client.await("RATE_LIMITED").path("d");
      assertThat(limited.path("opcode").asInt()).isEqualTo(8);
      assertThat(limited.path("retry_after").asDouble()).isEqualTo(20.0);
      assertThat(limited.path("meta").path("guild_id").asText()).isEqualTo(guildId);
      assertThat(limited.path("meta").path("nonce").asText()).isEqualTo("again");

      clock.advance(Duration.ofSeconds(20));
      request(client, "'query':'','limit':0");
      client.await("GUILD_MEMBERS_CHUNK");
    }
  }

  @Test
  void wholeList_withoutIntent_isNotAnswered() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, Intents.GUILDS)) {
      request(client, "'query':'','limit':0");

      assertThat(client.drain()).isEmpty();
    }
  }

  @Test
  void query_matchesBeginnings_atMostAHundred() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, Intents.GUILDS)) {
      request(client, "'query':'Ada','limit':0");
      request(client, "'query':'s','limit':1000");
      request(client, "'query':'s','limit':7,'presences':true");
      request(client, "'query':'nobody-of-this-name','limit':5");

      var ada = client.await("GUILD_MEMBERS_CHUNK").path("d");
      assertThat(ada.path("members").size()).isPositive();
      ada.path("members")
          .forEach(member ->
              assertThat(member.path("user").path("username").asText()).startsWith("ada"));
      assertThat(client.await("GUILD_MEMBERS_CHUNK").path("d").path("members")).hasSize(100);
      var seven = client.await("GUILD_MEMBERS_CHUNK").path("d");
      assertThat(seven.path("members")).hasSize(7);
      assertThat(seven.has("presences")).as("needs GUILD_PRESENCES").isFalse();
      var none = client.await("GUILD_MEMBERS_CHUNK").path("d");
      assertThat(none.path("members")).isEmpty();
      assertThat(none.path("chunk_count").asInt()).isEqualTo(1);
    }
  }

  @Test
  void userIds_namesThoseNotFound() throws Exception {
    var known = sim.call(() -> sim.world().guilds().all().at(0).members().at(3).id());
    try (var client = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, Intents.GUILDS)) {
      request(client, "'user_ids':['" + known + "','42']");

      var chunk = client.await("GUILD_MEMBERS_CHUNK").path("d");
      assertThat(chunk.path("members")).hasSize(1);
      assertThat(chunk.path("not_found").toString()).isEqualTo("[\"42\"]");
    }
  }

  @Test
  void nonce_tooLong_isLeftOut() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN_NO_INTENTS, Intents.GUILDS)) {
      request(client, "'user_ids':'42','nonce':'" + "x".repeat(33) + "'");

      assertThat(client.await("GUILD_MEMBERS_CHUNK").path("d").has("nonce")).isFalse();
    }
  }

  @Test
  void guild_notTheBots_isNotAnswered() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, Intents.ALL)) {
      client.send(8, "{'guild_id':'42','query':'','limit':0}");

      assertThat(client.drain()).isEmpty();
    }
  }

  @Test
  void request_withoutQueryAndIds_closes() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, Intents.ALL)) {
      request(client, "'limit':0");

      assertThat(client.closeCode()).isEqualTo(4001);
    }
  }
}
