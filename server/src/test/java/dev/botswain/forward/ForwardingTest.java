package dev.botswain.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.cluster.Place;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Wire;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Requests that one node takes and another answers, between two of them.
class ForwardingTest {
  private static final long BOT = 1001;
  private static final String SESSION = "Authorization: Bearer " + TestNode.session(BOT);

  private final AtomicReference<Call> seen = new AtomicReference<>();
  private TestNode entry;
  private TestNode owner;

  @BeforeEach
  void start() {
    owner =
        new TestNode(server ->
            server
                .knows(TestNode.session(BOT), "0b0b0b")
                .knows(TestNode.session(1003), "0c0c0c")
                .with(
                    "listChannels",
                    Operation.fromMemory(_ -> Answer.json(Map.of("at", "owner")).tagged()))
                .with("listMessages", this::remember)
                .with("sendMessage", this::remember)
                .with("login", this::remember))
            .owns(BOT);
    entry =
        new TestNode(server ->
            server.with(
                "login",
                call -> {
                  seen.set(call);
                  return Answer.json(Map.of("at", "entry"));
                }))
            .sends(owner, BOT);
  }

  @AfterEach
  void stop() {
    entry.close();
    owner.close();
  }

  private Answer remember(Call call) {
    seen.set(call);
    return Answer.json(Map.of("at", "owner", "body", call.bodyOrEmpty().encode()));
  }

  private Wire.Response get(String target, String... more) {
    try (var wire = entry.connect()) {
      return wire.get(target, more);
    }
  }

  @Test
  void read_forABotOfAnotherNode_isAnsweredThere() {
    var answer = get("/api/channels", SESSION, "X-Request-ID: mine");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().getString("at")).isEqualTo("owner");
    assertThat(answer.header("X-Request-ID")).isEqualTo("mine");
    assertThat(answer.header("Botswain-Hop")).isNull();
    assertThat(answer.header("RateLimit-Limit")).isNotNull();
  }

  @Test
  void read_ofWhatTheCallerHas_gets304() {
    try (var wire = entry.connect()) {
      var first = wire.get("/api/channels", SESSION);
      var again = wire.get("/api/channels", SESSION, "If-None-Match: " + first.header("ETag"));

      assertThat(again.status()).isEqualTo(304);
      assertThat(wire.get("/api/channels", SESSION).status()).isEqualTo(200);
    }
  }

  @Test
  void head_isAnsweredWithTheLengthAndNoBody() {
    try (var wire = entry.connect()) {
      var answer = wire.request("HEAD", "/api/channels", java.util.List.of(SESSION), "");

      assertThat(answer.header("Content-Length")).isEqualTo("14");
      assertThat(wire.get("/api/channels", SESSION).status()).isEqualTo(200);
    }
  }

  @Test
  void write_withABody_arrivesWhole() {
    try (var wire = entry.connect()) {
      var answer = wire.post("/api/channels/5/messages", "{\"content\":\"hi\"}", SESSION);

      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(answer.json().getString("body")).isEqualTo("{\"content\":\"hi\"}");
      assertThat(wire.get("/api/channels", SESSION).status()).isEqualTo(200);
    }
  }

  @Test
  void session_thatTheOwnerDoesNotKnow_isRefusedByIt() {
    owner.owns(1002);
    entry.sends(owner, 1002);

    assertThat(get("/api/channels", "Authorization: " + TestNode.session(1002)).code())
        .isEqualTo("unknown_session");
  }

  @Test
  void session_ofABotThatWasJustLoggedInElsewhere_isNotRefused() {
    owner.owns(1003);
    entry.directory.onRefresh(there -> there.put(1003, new Place.There(owner.peer(), 1)));

    assertThat(get("/api/channels", "Authorization: " + TestNode.session(1003)).status())
        .isEqualTo(200);
  }

  @Test
  void sessions_ofBotsThatLiveNowhere_askTheStoreOnceInAMoment() {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var calls =
          LongStream.range(2000, 2020)
              .mapToObj(bot -> "Authorization: " + TestNode.session(bot))
              .map(session -> threads.submit(() -> get("/api/channels", session).code()))
              .toList();

      assertThat(calls).allSatisfy(call -> assertThat(call.get()).isEqualTo("unknown_session"));
    }
    assertThat(entry.directory.refreshed.get()).isBetween(1, 10);
  }

  @Test
  void login_ofABotOfAnotherNode_isDoneThere() {
    try (var wire = entry.connect()) {
      var body = "{\"token\":\"" + TestNode.session(BOT) + "\"}";

      assertThat(wire.post("/api/auth/login", body).json().getString("at")).isEqualTo("owner");
      assertThat(seen.get().address()).isEqualTo("127.0.0.1");
    }
  }

  @Test
  void login_ofABotThatLivesNowhere_isDoneAtItsHome() {
    entry.directory.home(77, new Place.There(owner.peer(), 0));
    try (var wire = entry.connect()) {
      var body = "{\"token\":\"" + TestNode.session(77) + "\"}";

      assertThat(wire.post("/api/auth/login", body).json().getString("at")).isEqualTo("owner");
    }
  }
}
