package dev.botswain;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The key of stored secrets changes while callers log in, manage webhooks and send.
class RotationUnderLoadTest {
  private static final String CHANNEL = "1132915064832000005";
  private static final int ROTATIONS = 5;

  /// Discord allows only some messages in some seconds.
  private static final int ANSWERS = 4;

  @TempDir private Path data;
  private Sim sim;
  private Botswain botswain;
  private final AtomicBoolean ended = new AtomicBoolean();
  private final AtomicInteger done = new AtomicInteger();
  private final List<Thread> callers = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  @BeforeEach
  void start() {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain = again();
  }

  @AfterEach
  void close() {
    botswain.close();
    sim.close();
  }

  private Botswain again() {
    return Botswain.onSim(
        sim,
        Map.of(
            "BOTSWAIN_DATA",
            data.toString(),
            "BOTSWAIN_LOGINS_PER_MINUTE",
            "0",
            "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE",
            "loopback"));
  }

  /// Repeats a piece of work on a thread of its own until [#ended].
  private void caller(IntConsumer work) {
    callers.add(
        Thread.startVirtualThread(() -> {
          try {
            for (int time = 0; !ended.get(); time++) {
              work.accept(time);
              done.incrementAndGet();
            }
          } catch (Throwable failure) {
            synchronized (failures) {
              failures.add(failure);
            }
          }
        }));
  }

  private static void assertDone(Botswain.Answer answer) {
    assertThat(answer.status()).as(answer.body().toString()).isBetween(200, 299);
  }

  private Botswain.Answer send(String session, String key, String content) {
    return botswain.send(
        Botswain.request(botswain.url() + "/api/channels/" + CHANNEL + "/messages")
            .header("Idempotency-Key", key)
            .POST(HttpRequest.BodyPublishers.ofString("{\"content\":\"" + content + "\"}")),
        session);
  }

  private void logInAndOut(int time) {
    String session = botswain.session(TOKEN_THREE_GUILDS);
    assertDone(botswain.get("/api/session", session));
    assertDone(botswain.logout(session));
  }

  private void webhooks(String session) {
    var created =
        botswain.post("/api/webhooks", session, Map.of("url", "http://127.0.0.1:50999/hook"));
    assertDone(created);
    String path = "/api/webhooks/" + created.body().path("id").asText();
    assertDone(botswain.get(path, session));
    assertDone(botswain.send(Botswain.request(botswain.url() + path).DELETE(), session));
  }

  private void sendTwice(String session, int time) {
    String key = "time-" + time % ANSWERS;
    var first = send(session, key, "Ahoy " + time % ANSWERS);
    assertDone(first);
    var second = send(session, key, "Ahoy " + time % ANSWERS);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
  }

  private JsonNode state() {
    return botswain.get("/api/operator/secret-key", OPERATOR_KEY).body();
  }

  @Test
  void rotation_whileCallersWork_failsNoRequest() throws Exception {
    String session = botswain.session(TOKEN);
    caller(this::logInAndOut);
    caller(_ -> webhooks(session));
    caller(time -> sendTwice(session, time));
    String firstKey = state().path("keyId").asText();
    for (int rotation = 0; rotation < ROTATIONS; rotation++) {
      int before = done.get();
      var answer = botswain.post("/api/operator/secret-key/rotations", OPERATOR_KEY, Map.of());
      assertThat(answer.status()).as(answer.body().toString()).isEqualTo(202);
      eventually(() -> {
        assertThat(state().path("rotating").asBoolean()).isFalse();
        assertThat(done.get()).isGreaterThan(before + 10);
      });
    }
    ended.set(true);
    for (Thread caller : callers) {
      caller.join();
    }

    assertThat(failures).isEmpty();
    assertThat(state().path("keyId").asText()).isNotEqualTo(firstKey);
    assertThat(state().path("resealed").asInt()).isPositive();
    assertThat(Files.readString(data.resolve("secret.key"))).hasLineCount(1);
    assertThat(
            botswain
                .get("/api/operator/audit?action=rotateSecretKey", OPERATOR_KEY)
                .body()
                .findValuesAsText("outcome"))
        .hasSize(ROTATIONS)
        .containsOnly("done");

    botswain.close();
    botswain = again();
    assertThat(send(session, "time-1", "Ahoy 1").header("Idempotency-Replayed")).isEqualTo("true");
    assertDone(botswain.get("/api/session", session));
  }

  @Test
  void rotation_ofAServerThatKeepsNothing_isRefused() {
    try (var forgetful = Botswain.onSim(sim, Map.of())) {
      var answer = forgetful.post("/api/operator/secret-key/rotations", OPERATOR_KEY, Map.of());

      assertThat(answer.status()).isEqualTo(409);
      assertThat(answer.body().path("code").asText()).isEqualTo("secret_key_not_rotated");
      assertThat(
              forgetful.get("/api/operator/secret-key", OPERATOR_KEY).body().path("keyId").isNull())
          .isTrue();
    }
  }
}
