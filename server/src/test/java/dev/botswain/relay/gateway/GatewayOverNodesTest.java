package dev.botswain.relay.gateway;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static dev.botswain.testing.GatewayClient.USUAL;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.User;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.GatewayClient;
import dev.botswain.testing.NodesOfAStore;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients of the gateway relay, at one node or another.
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GatewayOverNodesTest {
  private static NodesOfAStore nodes;
  private static String session;
  private static String bot;
  private static String channel;
  private Botswain owner;
  private Botswain other;

  @BeforeAll
  static void start() {
    nodes =
        NodesOfAStore.start(
            2,
            Map.of(
                "BOTSWAIN_SESSION_REQUESTS_PER_SECOND", "1000", "BOTSWAIN_SHUTDOWN_GRACE", "1s"));
    Botswain first = nodes.all().getFirst();
    session = first.session(TOKEN);
    bot = first.simBot(TOKEN);
    for (JsonNode one : first.get("/api/channels", session).body()) {
      channel = one.path("name").asText().equals("general") ? one.path("id").asText() : channel;
    }
    first.post("/api/commands", session, Map.of("name", "ping", "description", "Answers"));
  }

  @AfterAll
  static void close() {
    nodes.close();
  }

  @BeforeEach
  void find() {
    owner = nodes.owner();
    other = nodes.other();
  }

  private void say(int from, int to) {
    for (int i = from; i < to; i++) {
      owner.simPost("/sim/channels/" + channel + "/messages", Map.of("content", "no. " + i));
    }
  }

  private static void hear(GatewayClient client, int from, int to) throws InterruptedException {
    for (int i = from; i < to; i++) {
      assertThat(client.await("MESSAGE_CREATE").path("content").asText()).isEqualTo("no. " + i);
    }
  }

  /// Logs in at a node where the bot does not live.
  private GatewayClient login() throws Exception {
    return GatewayClient.login(other, session, USUAL);
  }

  private GatewayClient resumed(Botswain node, GatewayClient before) throws Exception {
    GatewayClient client = GatewayClient.connect(node);
    client.awaitOp(10);
    client.resume(session, before);
    return client;
  }

  private static void assertOneIdentify() {
    JsonNode stats = nodes.all().getFirst().stats(TOKEN);
    assertThat(stats.path("identifies").asInt()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "encoding=json",
        "encoding=etf",
        "encoding=json&compress=zlib-stream",
        "encoding=etf&compress=zlib-stream",
        "encoding=json&compress=zstd-stream",
        "encoding=etf&compress=zstd-stream"
      })
  void client_atAnotherNode_getsItsEventsInItsOwnForm(String form) throws Exception {
    try (GatewayClient client = GatewayClient.connect(other, "v=10&" + form)) {
      client.awaitOp(10);
      client.send(1, "null");
      client.awaitOp(11);
      client.identify(session, USUAL);
      JsonNode ready = client.await("READY");
      assertThat(ready.path("resume_gateway_url").asText())
          .isEqualTo(other.url().replace("http", "ws") + "/gateway");
      client.await("GUILD_CREATE");
      say(0, 3);
      hear(client, 0, 3);
      client.send(1, "null");
      client.awaitOp(11);
      String guild = owner.get("/api/guilds", session).body().path(0).path("id").asText();
      client.send(8, "{'guild_id':'%s','query':'an','limit':2}".formatted(guild));
      assertThat(client.await("GUILD_MEMBERS_CHUNK").path("members").size()).isEqualTo(2);
      assertThat(NodesOfAStore.metric(other, "botswain_relay_clients_elsewhere")).isEqualTo(1);
      assertThat(NodesOfAStore.metric(owner, "botswain_relay_clients")).isEqualTo(1);
    }
    eventually(() -> {
      assertThat(NodesOfAStore.metric(other, "botswain_relay_clients_elsewhere")).isZero();
      assertThat(NodesOfAStore.metric(owner, "botswain_relay_clients")).isZero();
    });
  }

  @Test
  void client_atAnotherNode_isRefusedAsAtItsOwn() throws Exception {
    try (GatewayClient stranger = GatewayClient.connect(other)) {
      stranger.awaitOp(10);
      stranger.identify(session.substring(0, session.length() - 3) + "xyz", USUAL);
      assertThat(stranger.closeCode()).isEqualTo(4004);
    }
    try (GatewayClient client = login()) {
      client.identify(session, USUAL);
      assertThat(client.closeCode()).isEqualTo(4005);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void resume_afterItsBotMoved_missesNothing(boolean atTheNewNode) throws Exception {
    try (GatewayClient away = login();
        GatewayClient near = GatewayClient.login(owner, session, USUAL)) {
      say(0, 3);
      hear(away, 0, 3);
      hear(near, 0, 3);
      nodes.move(bot, other);
      away.awaitOp(7);
      near.awaitOp(7);
      assertThat(away.closeCode()).isEqualTo(4000);
      assertThat(near.closeCode()).isEqualTo(4000);
      say(3, 6);
      Botswain at = atTheNewNode ? other : owner;
      try (GatewayClient back = resumed(at, away);
          GatewayClient nearBack = resumed(at, near)) {
        for (GatewayClient client : List.of(back, nearBack)) {
          assertThat(hearOnce(client)).isEqualTo(2 + 6);
        }
        say(6, 8);
        back.find("MESSAGE_CREATE");
        assertThat(back.await("MESSAGE_CREATE").path("content").asText()).isEqualTo("no. 7");
      }
    }
    assertOneIdentify();
  }

  /// Messages 3 to 5, once each and in order; RESUMED may come between, where the bot was not back
  /// yet.
  private static int hearOnce(GatewayClient client) throws InterruptedException {
    int heard = 3;
    while (heard < 6) {
      JsonNode next = client.next();
      if (next.path("t").asText().equals("MESSAGE_CREATE")) {
        assertThat(next.path("d").path("content").asText()).isEqualTo("no. " + heard++);
      } else {
        assertThat(next.path("t").asText()).isEqualTo("RESUMED");
      }
    }
    return (int) client.seq();
  }

  @Test
  void resume_whileItsBotMoves_waits() throws Exception {
    try (GatewayClient client = login()) {
      Thread moving = Thread.ofVirtual().start(() -> nodes.move(bot, other));
      client.awaitOp(7);
      try (GatewayClient back = resumed(owner, client)) {
        back.await("RESUMED");
      }
      moving.join();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {4000, 1000, 1001})
  void close_atAnotherNode_endsTheSessionOrKeepsIt(int code) throws Exception {
    try (GatewayClient client = login()) {
      client.closeWith(code);
      try (GatewayClient back = resumed(owner, client)) {
        if (code == 4000) {
          back.await("RESUMED");
        } else {
          assertThat(back.awaitOp(9).asBoolean(true)).isFalse();
        }
      }
    }
  }

  @Test
  void resume_atTheNodeOfItsBot_takesOverFromTheOther() throws Exception {
    try (GatewayClient client = login();
        GatewayClient second = resumed(owner, client)) {
      second.await("RESUMED");
      assertThat(client.closeCode()).isEqualTo(4000);
      say(0, 1);
      hear(second, 0, 1);
    }
  }

  @Test
  void interaction_answeredWithoutASessionAtAnotherNode_isKnownAtItsOwn() throws Exception {
    try (GatewayClient client = login()) {
      var use = Map.of("type", "command", "name", "ping", "channelId", channel);
      owner.simPost("/sim/bots/" + bot + "/interactions", use);
      JsonNode made = client.find("INTERACTION_CREATE");
      String path =
          "/api/v10/interactions/%s/%s/callback"
              .formatted(made.path("id").asText(), made.path("token").asText());
      assertThat(other.post(path, null, Map.of("type", 5)).status()).isLessThan(300);
      eventually(() ->
          assertThat(owner.get("/api/interactions", session).body().findValuesAsText("reaction"))
              .containsExactly("relayed"));
    }
  }

  /// Both sockets on the way hold some MiB in the kernel, so it takes more than that to see who
  /// waits.
  @Test
  void client_thatDoesNotRead_isWaitedForWhereItsBotLives() throws Exception {
    int many = 6_000;
    String filling = "\u6d77".repeat(1_950);
    try (GatewayClient slow = login();
        GatewayClient witness = GatewayClient.login(owner, session, USUAL)) {
      double before = NodesOfAStore.metric(owner, "botswain_relay_dispatches_total");
      slow.pause();
      owner.inWorld(world -> {
        Channel in = world.channels().get(Long.parseLong(channel));
        User captain = world.users().get(in.guild().ownerId());
        for (int i = 0; i < many; i++) {
          world.messages().send(in, captain, filling + i);
        }
        return true;
      });
      hearAll(witness, many);
      double sent = NodesOfAStore.metric(owner, "botswain_relay_dispatches_total") - before;
      assertThat(sent - many).isLessThan(many);
      slow.read();
      hearAll(slow, many);
    }
  }

  private static void hearAll(GatewayClient client, int many) throws InterruptedException {
    for (int i = 0; i < many; i++) {
      assertThat(client.await("MESSAGE_CREATE").path("content").asText()).endsWith("\u6d77" + i);
    }
  }

  /// The last one, because a node is missing afterwards.
  @Test
  @Order(Integer.MAX_VALUE)
  void resume_afterItsNodeStopped_missesNothing() throws Exception {
    try (GatewayClient client = login()) {
      say(0, 3);
      hear(client, 0, 3);
      owner.stop();
      client.awaitOp(7);
      say(3, 6);
      try (GatewayClient back = resumed(other, client)) {
        assertThat(hearOnce(back)).isEqualTo(2 + 6);
      }
    }
    assertOneIdentify();
  }
}
