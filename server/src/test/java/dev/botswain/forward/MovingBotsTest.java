package dev.botswain.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import dev.botswain.http.Answer;
import dev.botswain.http.Operation;
import dev.botswain.http.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests for bots that move, and for bots of nodes that go.
class MovingBotsTest {
  private static final long BOT = 1001;
  private static final String SESSION = "Authorization: " + TestNode.session(BOT);

  private final AtomicInteger done = new AtomicInteger();
  private final CountDownLatch begun = new CountDownLatch(1);
  private TestNode entry;
  private TestNode owner;

  @BeforeEach
  void start() {
    owner = node("owner").owns(BOT);
    entry = node("entry").sends(owner, BOT);
  }

  @AfterEach
  void stop() {
    entry.close();
    owner.close();
  }

  private TestNode node(String name) {
    return new TestNode(server ->
        server
            .knows(TestNode.session(BOT), "0b0b0b")
            .with("listChannels", Operation.fromMemory(_ -> Answer.json(Map.of("at", name))))
            .with("sendMessage", call -> Answer.json(Map.of("body", call.body().encode())))
            .with(
                "listMessages",
                _ -> {
                  done.incrementAndGet();
                  begun.countDown();
                  new CountDownLatch(1).await(name.equals("owner") ? 10 : 0, TimeUnit.SECONDS);
                  return Answer.json(Map.of("at", name));
                })
            .with(
                "logout",
                _ -> {
                  done.incrementAndGet();
                  begun.countDown();
                  new CountDownLatch(1).await(10, TimeUnit.SECONDS);
                  return Answer.json(Map.of("at", name));
                }));
  }

  private Wire.Response get(String target) {
    return request("GET", target);
  }

  private Wire.Response request(String method, String target) {
    try (var wire = entry.connect()) {
      return wire.request(method, target, List.of(SESSION), "");
    }
  }

  private CompletableFuture<Wire.Response> later(String method, String target) {
    return CompletableFuture.supplyAsync(() -> request(method, target));
  }

  private void awaitWaiting() {
    while (!entry.directory.isAwaited(BOT)) {
      Thread.onSpinWait();
    }
  }

  @Test
  void request_forABotThatMovesOn_findsIt() {
    try (var third = node("third").owns(BOT)) {
      owner.directory.put(BOT, new Place.There(third.peer(), 2));
      entry.directory.onRefresh(now -> now.put(BOT, new Place.There(third.peer(), 2)));

      assertThat(get("/api/channels").json().getString("at")).isEqualTo("third");
      assertThat(entry.directory.refreshed).hasValue(1);
    }
  }

  @Test
  void request_whoseNodeIsStopping_findsTheNextOne() throws Exception {
    try (var third = node("third").owns(BOT)) {
      var busy = later("GET", "/api/messages?channelId=5");
      begun.await();
      owner.server.front().shutdown(Duration.ofSeconds(10));
      entry.directory.onRefresh(now -> now.put(BOT, new Place.There(third.peer(), 2)));

      var answer = request("GET", "/api/channels");

      assertThat(answer.json().getString("at")).isEqualTo("third");
      busy.cancel(true);
    }
  }

  @Test
  void request_forABotThatCameHere_isAnsweredHere() {
    owner.directory.put(BOT, new Place.Between());
    entry.directory.onRefresh(now -> now.put(BOT, new Place.Here(2)));

    assertThat(get("/api/channels").json().getString("at")).isEqualTo("entry");
  }

  @Test
  void write_atANodeThatStartedAnew_findsItUnderItsNewName() {
    var before = new Peer(UUID.randomUUID(), owner.peer().url());
    entry.directory.put(BOT, new Place.There(before, 1));
    entry.directory.onRefresh(now -> now.put(BOT, new Place.There(owner.peer(), 2)));
    try (var wire = entry.connect()) {
      var answer = wire.post("/api/channels/5/messages", "{\"content\":\"hi\"}", SESSION);

      assertThat(answer.json().getString("body")).isEqualTo("{\"content\":\"hi\"}");
    }
  }

  @Test
  void body_forABotThatCameHere_isReadHere() {
    owner.directory.put(BOT, new Place.Between());
    entry.directory.onRefresh(now -> now.put(BOT, new Place.Here(2)));
    try (var wire = entry.connect()) {
      var answer = wire.post("/api/channels/5/messages", "{\"content\":\"hi\"}", SESSION);

      assertThat(answer.json().getString("body")).isEqualTo("{\"content\":\"hi\"}");
      assertThat(wire.get("/api/channels", SESSION).status()).isEqualTo(200);
    }
  }

  @Test
  void request_forABotOnItsWay_waitsForItsOwner() throws Exception {
    entry.directory.put(BOT, new Place.Between());
    var answer = later("GET", "/api/channels");
    awaitWaiting();

    entry.directory.put(BOT, new Place.There(owner.peer(), 2));

    assertThat(answer.get(5, TimeUnit.SECONDS).json().getString("at")).isEqualTo("owner");
  }

  @Test
  void request_forABotOnItsWayHere_isAnsweredHere() throws Exception {
    entry.directory.put(BOT, new Place.Between());
    var answer = later("GET", "/api/channels");
    awaitWaiting();

    entry.directory.put(BOT, new Place.Here(2));

    assertThat(answer.get(5, TimeUnit.SECONDS).json().getString("at")).isEqualTo("entry");
  }

  @Test
  void request_forABotThatIsNotUpYet_waitsAtItsOwner() throws Exception {
    owner.arrivals.begin(BOT);
    var answer = later("GET", "/api/channels");
    while (!owner.arrivals.isWanted(BOT)) {
      Thread.onSpinWait();
    }

    owner.arrivals.end(BOT);

    assertThat(answer.get(5, TimeUnit.SECONDS).json().getString("at")).isEqualTo("owner");
  }

  @Test
  void bodies_forABotThatLeavesBeforeItIsUp_areReadAtTheNext() throws Exception {
    owner.arrivals.begin(BOT);
    var answer =
        CompletableFuture.supplyAsync(() -> {
          try (var wire = entry.connect()) {
            return wire.post("/api/channels/5/messages", "{\"content\":\"hi\"}", SESSION);
          }
        });
    while (!owner.arrivals.isWanted(BOT)) {
      Thread.onSpinWait();
    }

    entry.directory.onRefresh(now -> now.put(BOT, new Place.Here(2)));
    owner.directory.put(BOT, new Place.There(entry.peer(), 2));
    owner.arrivals.end(BOT);

    assertThat(answer.get(5, TimeUnit.SECONDS).json().getString("body"))
        .isEqualTo("{\"content\":\"hi\"}");
  }

  @Test
  void request_forABotThatNobodyTakes_isRefusedAfterAWhile() {
    // It cannot be connected to.
    entry.directory.put(BOT, new Place.There(new Peer(UUID.randomUUID(), "http://127.0.0.1:1"), 1));

    var answer = get("/api/channels");

    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("bot_moving");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void nodes_thatEachThinkTheOtherOwnsABot_makeNoLoop() {
    owner.sends(entry, BOT);

    assertThat(get("/api/channels").code()).isEqualTo("bot_moving");
    assertThat(
            entry
                .server
                .registry
                .get("botswain.forward.requests")
                .tag("outcome", "misdirected")
                .counter()
                .count())
        .isBetween(1.0, 5.0);
  }

  @Test
  void write_atANodeThatDies_isNotRepeated() throws Exception {
    var answer = later("POST", "/api/auth/logout");
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    entry.directory.onRefresh(now -> now.put(BOT, new Place.Here(2)));

    owner.close();

    assertThat(answer.get(5, TimeUnit.SECONDS).code()).isEqualTo("node_lost");
    assertThat(answer.get().status()).isEqualTo(502);
    assertThat(done).hasValue(1);
  }

  @Test
  void read_atANodeThatDies_isRepeatedAtTheNext() throws Exception {
    var answer = later("GET", "/api/messages?channelId=5");
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    entry.directory.onRefresh(now -> now.put(BOT, new Place.Here(2)));

    owner.close();

    assertThat(answer.get(5, TimeUnit.SECONDS).json().getString("at")).isEqualTo("entry");
    assertThat(done).hasValue(2);
  }

  @Test
  void request_atANodeThatTheOthersGaveUp_waitsForTheNext() throws Exception {
    var answer = later("GET", "/api/messages?channelId=5");
    assertThat(begun.await(5, TimeUnit.SECONDS)).isTrue();
    entry.directory.onRefresh(now -> now.put(BOT, new Place.Here(2)));

    entry.directory.forget(owner.peer());

    assertThat(answer.get(5, TimeUnit.SECONDS).json().getString("at")).isEqualTo("entry");
  }

  /// It has taken the port of a node that is gone.
  @Test
  void answer_ofSomethingThatIsNoNode_isNotPassedOn() throws Exception {
    try (var stranger = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      var url = "http://127.0.0.1:" + stranger.getLocalPort();
      entry.directory.put(BOT, new Place.There(new Peer(UUID.randomUUID(), url), 1));
      var answer = later("POST", "/api/auth/logout");

      try (var connection = stranger.accept()) {
        connection.getInputStream().read(new byte[4_000]);
        connection
            .getOutputStream()
            .write("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi".getBytes(UTF_8));
        assertThat(answer.get(5, TimeUnit.SECONDS).code()).isEqualTo("node_lost");
      }
    }
  }

  @Test
  void callers_whoGoWhileTheyWait_leaveNothingBehind() throws IOException {
    entry.directory.put(BOT, new Place.Between());
    try (var wire = entry.connect()) {
      wire.send("GET /api/channels HTTP/1.1\r\nHost: a\r\n" + SESSION + "\r\n\r\n");
      awaitWaiting();
      assertThat(gauge("botswain.forward.waiting")).isEqualTo(1);
    }
    while (gauge("botswain.forward.waiting") > 0 || gauge("botswain.forward.open") > 0) {
      Thread.onSpinWait();
    }
  }

  private double gauge(String name) {
    return entry.server.registry.get(name).gauge().value();
  }
}
