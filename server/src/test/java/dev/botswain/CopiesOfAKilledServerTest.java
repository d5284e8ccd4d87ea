package dev.botswain;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.store.Change;
import dev.botswain.store.StoredKey;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sqlite.SqliteStore;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.BotswainProcess;
import dev.botswain.testing.EndedProcess;
import dev.botswain.time.Await;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed: in the middle of a rotation of its key, and after a backup that is then
/// restored.
@Timeout(180)
class CopiesOfAKilledServerTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHANNEL = "1132915064832000005";

  /// So many that a rotation takes a while.
  private static final int ANSWERS = 5_000;

  @TempDir private Path temp;
  private final HttpClient http = HttpClient.newHttpClient();
  private Path data;
  private Path file;
  private Sim sim;
  private BotswainProcess server;

  @BeforeEach
  void start() throws IOException {
    data = temp.resolve("data");
    file = temp.resolve("backup.db");
    sim = Sim.start(SimOptions.DEFAULT);
    server = BotswainProcess.start(settings());
  }

  @AfterEach
  void close() {
    server.close();
    sim.close();
    http.close();
  }

  private Map<String, String> settings() {
    return Map.of(
        "BOTSWAIN_HOST",
        "127.0.0.1",
        "BOTSWAIN_PORT",
        "0",
        "BOTSWAIN_DATA",
        data.toString(),
        "BOTSWAIN_DISCORD_API",
        sim.apiUrl(),
        "BOTSWAIN_OPERATOR_KEY",
        OPERATOR_KEY);
  }

  private EndedProcess command(String... words) throws Exception {
    return EndedProcess.run(settings(), List.of(), words);
  }

  private void again() throws Exception {
    server.kill();
    server = BotswainProcess.start(settings());
  }

  private JsonNode call(String method, String url, String key, Object body) throws Exception {
    var request =
        Botswain.request(url)
            .method(method, HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (key != null) {
      request.header("Authorization", key);
    }
    var answer = http.send(request.build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return answer.body().isEmpty() ? JSON.missingNode() : JSON.readTree(answer.body());
  }

  private JsonNode get(String path, String key) throws Exception {
    return call("GET", server.url() + path, key, "");
  }

  private JsonNode post(String path, String key, Object body) throws Exception {
    return call("POST", server.url() + path, key, body);
  }

  private String session() throws Exception {
    return post("/api/auth/login", null, Map.of("token", TOKEN)).path("sessionId").asText();
  }

  private void awaitConnected(String session) {
    eventually(() ->
        assertThat(get("/api/session", session).path("status").asText()).isEqualTo("connected"));
  }

  /// Somebody writes a message in the simulated world.
  private void say(String content) throws Exception {
    call(
        "POST",
        sim.url() + "/sim/channels/" + CHANNEL + "/messages",
        null,
        Map.of("authorId", "893739073536000000", "content", content));
  }

  private JsonNode poll(String session, String after) throws Exception {
    return get("/api/events/poll?types=MESSAGE_CREATE&after=" + after, session);
  }

  private String heard(String session, String content, String after) {
    var next = new HashMap<String, String>();
    eventually(() -> {
      JsonNode page = poll(session, after);
      assertThat(page.findValuesAsText("content")).contains(content);
      next.put("next", page.path("next").asText());
    });
    return next.get("next");
  }

  /// Backs up, goes on, and kills.
  ///
  /// @return the last event that a reader has seen, which is in no backup
  private String backUpGoOnAndKill(String session) throws Exception {
    say("Before the backup");
    heard(session, "Before the backup", "0");
    EndedProcess made = command("backup", file.toString());
    assertThat(made.status()).as(made.errors().toString()).isZero();
    assertThat(made.out()).contains("1 bots, 1 sessions").contains("is not in it");
    say("After the backup");
    String last = heard(session, "After the backup", "0");
    server.kill();
    return last;
  }

  private void restore() throws Exception {
    assertThat(command("restore", file.toString()).errors().toString()).contains("--force");
    EndedProcess restored = command("restore", file.toString(), "--force");
    assertThat(restored.status()).as(restored.errors().toString()).isZero();
  }

  @Test
  void restore_discordStillKnowsTheSession_readersGetAllThatCameSince() throws Exception {
    String session = session();
    String last = backUpGoOnAndKill(session);
    say("While it was down");
    restore();
    server = BotswainProcess.start(settings());
    awaitConnected(session);

    heard(session, "While it was down", last);
    heard(session, "After the backup", "0");
    assertThat(stats().path("identifies").asInt()).isEqualTo(1);
    assertThat(stats().path("resumes").asInt()).isEqualTo(1);
    say("Now");
    assertThat(Long.parseLong(heard(session, "Now", last))).isGreaterThan(Long.parseLong(last));
  }

  @Test
  void restore_discordForgotTheSession_readersGetAGap() throws Exception {
    String session = session();
    String last = backUpGoOnAndKill(session);
    call(
        "POST",
        sim.url() + "/sim/bots/" + bot() + "/gateway",
        null,
        Map.of("do", "invalidate", "resumable", false));
    say("While it was down");
    restore();
    server = BotswainProcess.start(settings());
    awaitConnected(session);

    eventually(() -> {
      JsonNode page = poll(session, last);
      assertThat(page.findValuesAsText("type")).contains("gap");
      assertThat(page.findValuesAsText("reason")).contains("session_lost");
    });
    assertThat(poll(session, last).findValuesAsText("content")).doesNotContain("While it was down");
  }

  private String bot() throws Exception {
    for (JsonNode bot : call("GET", sim.url() + "/sim/bots", null, "")) {
      if (bot.path("alias").asText().equals(TOKEN) || bot.path("token").asText().equals(TOKEN)) {
        return bot.path("id").asText();
      }
    }
    throw new AssertionError("no such bot");
  }

  private JsonNode stats() throws Exception {
    return call("GET", sim.url() + "/sim/bots/" + bot() + "/stats", null, "");
  }

  @Test
  void restore_whileTheServerRuns_isRefused() throws Exception {
    String session = session();
    assertThat(command("backup", file.toString()).status()).isZero();
    EndedProcess refused = command("restore", file.toString(), "--force");

    assertThat(refused.status()).isEqualTo(1);
    assertThat(refused.errors().toString()).contains("in use already");
    assertThat(get("/api/session", session).path("status").asText()).isEqualTo("connected");
  }

  @Test
  void kill_inTheMiddleOfARotation_isFinishedByTheNextStart() throws Exception {
    String session = session();
    server.kill();
    writeAnswers();
    server = BotswainProcess.start(settings());
    var random = new Random();
    for (int kill = 0; kill < 2; kill++) {
      String before = secretKey().path("keyId").asText();
      post("/api/operator/secret-key/rotations", OPERATOR_KEY, Map.of());
      for (int i = random.nextInt(4); i > 0; i--) {
        secretKey();
      }
      again();
      awaitConnected(session);
      eventually(() -> {
        assertThat(secretKey().path("rotating").asBoolean()).isFalse();
        assertThat(secretKey().path("keyId").asText()).isNotEqualTo(before);
        assertThat(Files.readString(data.resolve("secret.key"))).hasLineCount(1);
      });
    }
    assertThat(stats().path("identifies").asInt()).isEqualTo(1);
    server.kill();
    try (var store = store()) {
      for (int number = 0; number < ANSWERS; number++) {
        assertThat(Await.of(store.keys().find("number " + number)).orElseThrow().answer())
            .isEqualTo(answer(number).answer());
      }
    }
  }

  private JsonNode secretKey() throws Exception {
    return get("/api/operator/secret-key", OPERATOR_KEY);
  }

  private void writeAnswers() {
    try (var store = store()) {
      Await.of(
          store.write(
              IntStream.range(0, ANSWERS)
                  .<Change>mapToObj(number -> new Change.PutKey(answer(number)))
                  .toList()));
    }
  }

  private static StoredKey answer(int number) {
    return new StoredKey(
        "number " + number, 1, "request", ("answer " + number).getBytes(UTF_8), Instant.now());
  }

  private SqliteStore store() {
    return SqliteStore.open(data, new KeySource.InFolder(), Clock.systemUTC());
  }
}
