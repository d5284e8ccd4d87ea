package dev.botswain.sim.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.MovableClock;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.DemoWorld;
import dev.botswain.sim.world.Intents;
import java.time.Duration;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
  private final MovableClock clock = new MovableClock();
  private Sim sim;

  @BeforeEach
  void start() {
    sim = Sim.start(SimOptions.DEFAULT.withClock(clock));
  }

  @AfterEach
  void stop() {
    sim.close();
  }

  @Test
  void connect_saysHelloWithInterval() throws Exception {
    try (var client = TestClient.connect(sim)) {
      var hello = client.hello();

      assertThat(hello.path("op").asInt()).isEqualTo(10);
      assertThat(hello.path("d").path("heartbeat_interval").asInt()).isEqualTo(41_250);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/?v=8&encoding=json, 4012",
    "/?v=&encoding=json, 4012",
    "/?v=10&encoding=bson, 4002",
    "/?v=10&encoding=json&compress=gzip, 4002"
  })
  void connect_unsupportedQuery_closes(String query, int code) throws Exception {
    try (var client = TestClient.open(sim.gatewayUrl() + query, "")) {
      assertThat(client.closeCode()).isEqualTo(code);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/?v=9&encoding=json", "/?encoding=json", "/"})
  void connect_olderVersionOrNone_saysHello(String query) throws Exception {
    try (var client = TestClient.open(sim.gatewayUrl() + query, "")) {
      assertThat(client.hello().path("op").asInt()).isEqualTo(10);
    }
  }

  @Test
  void identify_tokenWithItsSchemeBefore_isReady() throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.identify("Bot " + DemoWorld.TOKEN, TestClient.UNPRIVILEGED);

      assertThat(client.await("READY").path("d").path("user").path("username").asText())
          .isEqualTo("Harbour Pilot");
    }
  }

  @Test
  void identify_tokenOfDiscordsShape_isReady() throws Exception {
    String token = sim.call(() -> sim.world().bots().byToken(DemoWorld.TOKEN)).token();
    try (var client = TestClient.connect(sim)) {
      client.identify(token, TestClient.UNPRIVILEGED);

      assertThat(client.await("READY").path("d").path("user").path("username").asText())
          .isEqualTo("Harbour Pilot");
      assertThat(token).matches("[\\w-]{24,28}\\.[\\w-]{6}\\.[\\w-]{38}");
      assertThat(new String(Base64.getUrlDecoder().decode(token.split("\\.")[0]), UTF_8))
          .isEqualTo("1422825357312000001");
    }
  }

  @Test
  void identify_presenceWithAnEmptyStatus_isReady() throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.identify(
          DemoWorld.TOKEN,
          TestClient.UNPRIVILEGED,
          ",'presence':{'status':'','since':0,'afk':false,'activities':[{'name':'sea','type':0}]}");

      client.await("READY");
    }
  }

  @Test
  void identify_threeGuilds_getsReadyAndThreeGuilds() throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.identify(DemoWorld.TOKEN_THREE_GUILDS, TestClient.UNPRIVILEGED, ",'shard':[0,1]");

      var ready = client.await("READY");
      assertThat(ready.path("s").asInt()).isEqualTo(1);
      var d = ready.path("d");
      assertThat(d.path("v").asInt()).isEqualTo(10);
      assertThat(d.path("user").path("username").asText()).isEqualTo("Fleet Radio");
      assertThat(d.path("application").path("flags").asInt())
          .isEqualTo(1 << 13 | 1 << 15 | 1 << 19);
      assertThat(d.path("shard").toString()).isEqualTo("[0,1]");
      assertThat(d.path("resume_gateway_url").asText()).isEqualTo(sim.gatewayUrl() + "/resume");
      assertThat(d.path("session_id").asText()).hasSize(32);
      assertThat(d.path("guilds"))
          .hasSize(3)
          .allMatch(guild -> guild.path("unavailable").asBoolean());
      for (int i = 0; i < 3; i++) {
        var guild = client.await("GUILD_CREATE");
        assertThat(guild.path("s").asInt()).isEqualTo(2 + i);
        assertThat(guild.path("d").path("id")).isEqualTo(d.path("guilds").path(i).path("id"));
      }
      assertThat(client.drain()).isEmpty();
    }
  }

  @Test
  void identify_withoutGuildsIntent_getsNoGuild() throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.identify(DemoWorld.TOKEN, Intents.GUILD_MESSAGES);

      client.await("READY");
      assertThat(client.drain()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "wrong-token, 0, '', 4004",
    "demo-token, 131072, '', 4013",
    "demo-token, -1, '', 4013",
    "demo-token-no-intents, 2, '', 4014",
    "demo-token-no-intents, 256, '', 4014",
    "demo-token-no-intents, 32768, '', 4014",
    "demo-token, 1, ',''shard'':[1,1]', 4010",
    "demo-token, 1, ',''shard'':[-1,1]', 4010",
    "demo-token, 1, ',''shard'':[0]', 4010",
    "demo-token, 1, ',''large_threshold'':5', 4001"
  })
  void identify_refused_closes(String token, int intents, String more, int code) throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.identify(token, intents, more);

      assertThat(client.closeCode()).isEqualTo(code);
    }
  }

  @Test
  void identify_withoutIntents_closes() throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.send(2, "{'token':'demo-token','properties':{}}");

      assertThat(client.closeCode()).isEqualTo(4013);
    }
  }

  @Test
  void identify_tooManyGuildsForOneShard_closes() throws Exception {
    sim.call(() -> {
      var world = sim.world();
      var bot = world.bots().create(world.newId(), "crowd", "crowd-token", 0);
      var owner = world.users().all().at(0);
      for (int i = 0; i <= 2_500; i++) {
        var guild = world.guilds().create(world.newId() + ((long) i << 22), "G", owner, 0);
        world.bots().join(bot, guild, 0);
      }
      return null;
    });
    try (var client = TestClient.connect(sim)) {
      client.identify("crowd-token", 0);
      assertThat(client.closeCode()).isEqualTo(4011);
    }
    try (var client = TestClient.connect(sim)) {
      client.identify("crowd-token", 0, ",'shard':[1,2]");
      var guilds = client.await("READY").path("d").path("guilds");
      assertThat(guilds.size()).isBetween(1_250, 1_251);
    }
  }

  @Test
  void identify_twiceOnOneConnection_closes() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, 0)) {
      client.identify(DemoWorld.TOKEN, 0);

      assertThat(client.closeCode()).isEqualTo(4005);
    }
  }

  @Test
  void identify_againWithinFiveSeconds_isInvalidSession() throws Exception {
    try (var first = TestClient.login(sim, DemoWorld.TOKEN, 0);
        var second = TestClient.connect(sim)) {
      second.identify(DemoWorld.TOKEN, 0);
      assertThat(second.awaitOp(9).path("d").asBoolean(true)).isFalse();

      clock.advance(Duration.ofSeconds(5));
      second.identify(DemoWorld.TOKEN, 0);
      second.await("READY");
      assertThat(first.isOpen()).isTrue();
    }
  }

  @Test
  void identify_withoutLimits_isNotHeldBack() throws Exception {
    try (var free = Sim.start(SimOptions.DEFAULT.withLimits(false));
        var first = TestClient.login(free, DemoWorld.TOKEN, 0);
        var second = TestClient.login(free, DemoWorld.TOKEN, 0)) {
      assertThat(first.isOpen()).isTrue();
      assertThat(second.isOpen()).isTrue();
    }
  }

  @Test
  void identify_budgetUsedUp_endsSessionsAndResetsToken() throws Exception {
    try (var first = TestClient.login(sim, DemoWorld.TOKEN, 0);
        var second = TestClient.connect(sim)) {
      var bot = sim.call(() -> sim.world().bots().byToken(DemoWorld.TOKEN));
      var before = bot.token();
      var left = sim.call(() -> sim.gateway().startLimit(bot));
      assertThat(left.remaining()).isEqualTo(999);
      assertThat(left.resetAfterMs()).isEqualTo(Duration.ofDays(1).toMillis());
      sim.call(() -> {
        sim.gateway().remainingStarts(bot, 0);
        return null;
      });

      second.identify(DemoWorld.TOKEN, 0);

      assertThat(second.closeCode()).isEqualTo(4004);
      assertThat(first.closeCode()).isEqualTo(4004);
      assertThat(sim.<Object>call(() -> sim.world().bots().byToken(DemoWorld.TOKEN))).isNull();
      assertThat(sim.<Object>call(() -> sim.world().bots().byToken(before))).isNull();
      assertThat(sim.call(bot::token)).isNotEqualTo(before).hasSameSizeAs(before);
    }
  }

  @Test
  void startLimit_nextDay_isFullAgain() throws Exception {
    try (var client = TestClient.login(sim, DemoWorld.TOKEN, 0)) {
      clock.advance(Duration.ofHours(24));

      var bot = sim.call(() -> sim.world().bots().byToken(DemoWorld.TOKEN));
      assertThat(sim.call(() -> sim.gateway().startLimit(bot)).remaining()).isEqualTo(1000);
      assertThat(client.isOpen()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 8, 31, 43})
  void request_beforeIdentify_closes(int op) throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.send(op, "{'guild_id':'1','guild_ids':['1'],'query':'','limit':0,'status':'idle'}");

      assertThat(client.closeCode()).isEqualTo(4003);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'nonsense', 4002",
    "'[1]', 4002",
    "'{\"d\":1}', 4002",
    "'{\"op\":\"1\"}', 4002",
    "'{\"op\":2,\"d\":7}', 4001",
    "'{\"op\":6,\"d\":{}}', 4001",
    "'{\"op\":0,\"d\":{}}', 4001",
    "'{\"op\":99,\"d\":{}}', 4001"
  })
  void payload_bad_closes(String text, int code) throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.sendText(text);

      assertThat(client.closeCode()).isEqualTo(code);
    }
  }

  @Test
  void payload_upTo4096Bytes_isRead() throws Exception {
    try (var client = TestClient.connect(sim)) {
      var frame = "{\"op\":1,\"d\":null,\"x\":\"%s\"}";
      client.sendText(frame.formatted("a".repeat(4096 - frame.length() + 2)));
      client.awaitOp(11);

      client.sendText(frame.formatted("a".repeat(4096 - frame.length() + 3)));
      assertThat(client.closeCode()).isEqualTo(4002);
    }
  }

  @Test
  void payload_121InAMinute_closes() throws Exception {
    try (var client = TestClient.connect(sim)) {
      for (int i = 0; i < 120; i++) {
        client.send(1, "null");
        client.awaitOp(11);
      }
      client.send(1, "null");

      assertThat(client.closeCode()).isEqualTo(4008);
    }
  }

  @Test
  void payload_120EveryMinute_isServed() throws Exception {
    try (var client = TestClient.connect(sim)) {
      for (int i = 0; i < 240; i++) {
        if (i == 120) {
          clock.advance(Duration.ofMinutes(1));
        }
        client.send(1, "null");
        client.awaitOp(11);
      }
      assertThat(client.isOpen()).isTrue();
    }
  }

  @Test
  void connection_neverIdentifies_closes() throws Exception {
    try (var client = TestClient.connect(sim)) {
      client.hello();
      for (int i = 0; i < 2; i++) {
        clock.advance(Duration.ofSeconds(31));
        client.send(1, "null");
        client.awaitOp(11);
      }
      sweep();

      assertThat(client.closeCode()).isEqualTo(4009);
    }
  }

  private void sweep() {
    sim.call(() -> {
      sim.gateway().sweep();
      return null;
    });
  }

  @Test
  void identify_sharded_splitsGuildsAndKeepsDirectMessagesOnShardZero() throws Exception {
    try (var free = Sim.start(SimOptions.DEFAULT.withLimits(false));
        var zero = TestClient.connect(free);
        var one = TestClient.connect(free)) {
      int intents = TestClient.UNPRIVILEGED;
      zero.identify(DemoWorld.TOKEN_THREE_GUILDS, intents, ",'shard':[0,2]");
      one.identify(DemoWorld.TOKEN_THREE_GUILDS, intents, ",'shard':[1,2]");
      zero.await("READY");
      one.await("READY");
      var first = zero.drain();
      var second = one.drain();
      assertThat(first.size() + second.size()).isEqualTo(3);
      assertThat(first).allMatch(guild -> shardOf(guild.path("d").path("id").asLong()) == 0);
      assertThat(second).allMatch(guild -> shardOf(guild.path("d").path("id").asLong()) == 1);

      free.call(() -> {
        var world = free.world();
        var bot = world.bots().byToken(DemoWorld.TOKEN_THREE_GUILDS);
        for (var guild : bot.guilds()) {
          var general = guild.channels().at(1);
          world.messages().send(general, guild.members().at(3).user(), "hi");
        }
        var user = world.users().all().at(5);
        world.messages().send(world.channels().direct(bot, user), user, "psst");
        return null;
      });

      assertThat(zero.drainTypes()).hasSize(first.size() + 1);
      assertThat(one.drainTypes()).hasSize(second.size());
    }
  }

  private static long shardOf(long guildId) {
    return (guildId >> 22) % 2;
  }
}
