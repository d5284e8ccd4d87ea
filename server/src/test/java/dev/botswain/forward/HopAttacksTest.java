package dev.botswain.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.cluster.Place;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Hop;
import dev.botswain.http.Operation;
import dev.botswain.http.Port;
import dev.botswain.http.TestServer;
import dev.botswain.http.Wire;
import dev.botswain.time.Ticker;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Attempts to be taken for a node.
class HopAttacksTest {
  private static final long BOT = 1001;
  private static final String SESSION = "Authorization: " + TestNode.session(BOT);
  private static final Hop HOP = new Hop("203.0.113.7", false, false, Port.BOTH);

  private final AtomicReference<Call> seen = new AtomicReference<>();
  private final HopSeal seal = seal("the same key");
  private TestNode entry;
  private TestNode owner;

  @BeforeEach
  void start() {
    owner =
        new TestNode(server ->
            server
                .knows(TestNode.session(BOT), "0b0b0b")
                .with(
                    "listChannels",
                    Operation.fromMemory(call -> {
                      seen.set(call);
                      return Answer.json(Map.of("at", "owner"));
                    })))
            .owns(BOT);
    entry = new TestNode(_ -> {}).sends(owner, BOT);
  }

  @AfterEach
  void stop() {
    entry.close();
    owner.close();
  }

  private static HopSeal seal(String key) {
    return new HopSeal(
        () -> List.of((key + "nodes").getBytes(StandardCharsets.UTF_8)), Ticker.system());
  }

  private String pass(HopSeal by, UUID to, String method, String uri) {
    return "Botswain-Hop: " + new HopPass(to, HOP).text(by, method, uri);
  }

  private Wire toOwner() {
    return new Wire(owner.nodePort());
  }

  private void assertTurnedAway(String target, String... headers) {
    try (var wire = toOwner()) {
      var answer = wire.get(target, headers);

      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.bytes()).isEmpty();
      assertThat(wire.isClosed()).isTrue();
      assertThat(seen).hasNullValue();
    }
  }

  @Test
  void pass_thatIsValid_letsIn() {
    try (var wire = toOwner()) {
      var answer = wire.get("/api/channels", SESSION, pass(seal, owner.id, "GET", "/api/channels"));

      assertThat(answer.status()).isEqualTo(200);
      assertThat(seen.get().address()).isEqualTo("203.0.113.7");
      assertThat(answer.header("Botswain-Hop")).startsWith("here 0b0b0b ");
    }
  }

  @Test
  void request_withoutAPass_isTurnedAway() {
    assertTurnedAway("/api/channels", SESSION);
    assertTurnedAway("/health/live");
    assertTurnedAway("/metrics");
    assertTurnedAway("/node/ping");
  }

  @Test
  void pass_ofAnotherKey_isTurnedAway() {
    assertTurnedAway(
        "/api/channels", SESSION, pass(seal("another"), owner.id, "GET", "/api/channels"));
  }

  @Test
  void pass_forAnotherNode_isTurnedAway() {
    assertTurnedAway("/api/channels", SESSION, pass(seal, entry.id, "GET", "/api/channels"));
  }

  @Test
  void pass_forAnotherRequest_isTurnedAway() {
    assertTurnedAway("/api/channels", SESSION, pass(seal, owner.id, "GET", "/api/channels?a=1"));
    assertTurnedAway("/api/channels", SESSION, pass(seal, owner.id, "POST", "/api/channels"));
  }

  @Test
  void pass_thatWasChanged_isTurnedAway() {
    String good = pass(seal, owner.id, "GET", "/api/channels");

    assertTurnedAway("/api/channels", SESSION, good.replace("203.0.113.7", "203.0.113.8"));
    assertTurnedAway("/api/channels", SESSION, good.replace("plain", "secure"));
    assertTurnedAway("/api/channels", SESSION, good, good);
    assertTurnedAway("/api/channels", SESSION, good + "A");
    assertTurnedAway("/api/channels", SESSION, "Botswain-Hop:");
  }

  @Test
  void body_ofWhoHasNoPass_isNotReadOn() {
    try (var wire = toOwner()) {
      wire.send("POST /api/channels HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n");

      assertThat(wire.read().status()).isEqualTo(404);
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void head_thatIsTooLong_isTurnedAway() {
    try (var wire = toOwner()) {
      wire.send("GET /api/channels HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(60_000) + "\r\n\r\n");

      assertThat(wire.read().status()).isEqualTo(431);
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void head_asLongAsTheEntryTakes_passes() {
    try (var wire = entry.connect()) {
      assertThat(wire.get("/api/channels", SESSION, "X: " + "x".repeat(15_000)).status())
          .isEqualTo(200);
    }
  }

  @Test
  void request_withTwoLengths_isRefusedAtBothPorts() {
    String request =
        "POST /api/channels HTTP/1.1\r\nHost: a\r\n%s\r\n%s\r\nContent-Length: 5\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /api/session HTTP/1.1\r\nHost: a\r\n"
            + "\r\n";
    try (var wire = entry.connect()) {
      wire.send(request.formatted(SESSION, "A: b"));

      assertThat(wire.read().status()).isEqualTo(400);
      assertThat(wire.isClosed()).isTrue();
    }
    try (var wire = toOwner()) {
      wire.send(request.formatted(SESSION, pass(seal, owner.id, "POST", "/api/channels")));

      assertThat(wire.read().status()).isEqualTo(400);
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void pass_atTheCallersPort_isWorthNothing() {
    owner.owns(1);
    entry.owns(BOT);
    try (var wire = entry.connect()) {
      var answer =
          wire.get(
              "/node/ping",
              "Botswain-Hop: " + new HopPass(entry.id, null).text(seal, "GET", "/node/ping"));
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.code()).isEqualTo("not_found");
    }
  }

  @Test
  void hop_thatACallerClaims_isNotPassedOn() {
    try (var wire = entry.connect()) {
      wire.get("/api/channels", SESSION, pass(seal, owner.id, "GET", "/api/channels"));
    }

    assertThat(seen.get().address()).isEqualTo("127.0.0.1");
  }

  @Test
  void route_ofNodes_cannotBeReachedByAPassedOnRequest() {
    owner.nodes.route("secret", passage -> passage.send(Answer.json(Map.of("secret", 1))));
    try (var wire = toOwner()) {
      assertThat(
              wire.get("/node/secret", SESSION, pass(seal, owner.id, "GET", "/node/secret")).code())
          .isEqualTo("not_found");
    }

    var reply =
        TestServer.await(
            entry.nodes.ask(
                owner.peer(),
                HttpMethod.GET,
                "/node/secret",
                Buffer.buffer(),
                Duration.ofSeconds(5)));
    assertThat(reply.body().toString()).isEqualTo("{\"secret\":1}");
  }

  @Test
  void node_withAnotherKey_learnsNothing() {
    try (var stranger = new TestNode(_ -> {}, "another key")) {
      stranger.sends(owner, BOT);
      try (var wire = stranger.connect()) {
        var answer = wire.request("POST", "/api/auth/logout", List.of(SESSION), "");

        assertThat(answer.code()).isEqualTo("bot_moving");
      }
    }
  }

  @Test
  void headers_ofTheConnection_stayThere() {
    try (var wire = entry.connect()) {
      wire.get(
          "/api/channels",
          SESSION,
          "Connection: keep-alive, X-Mine",
          "X-Mine: 1",
          "X-Theirs: 2",
          "Keep-Alive: timeout=5",
          "TE: trailers");
    }

    assertThat(seen.get().header("X-Mine")).isNull();
    assertThat(seen.get().header("X-Theirs")).isEqualTo("2");
    assertThat(seen.get().header("Keep-Alive")).isNull();
    assertThat(seen.get().header("TE")).isNull();
  }

  @Test
  void place_thatIsNotThisNode_isSaidOnce() {
    owner.directory.put(BOT, new Place.Nowhere());
    try (var wire = toOwner()) {
      var answer = wire.get("/api/channels", SESSION, pass(seal, owner.id, "GET", "/api/channels"));

      assertThat(answer.status()).isEqualTo(421);
      assertThat(answer.header("Botswain-Hop")).startsWith("elsewhere ");
    }
  }
}
