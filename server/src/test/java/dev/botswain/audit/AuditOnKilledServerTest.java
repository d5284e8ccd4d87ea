package dev.botswain.audit;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.sim.world.Message;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.BotswainProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Callers write through API and relay while the server is killed again and again: nothing that
/// Discord saw, and nothing that the server made itself, is without a record. `-Dkills=100` kills
/// it more often.
@Timeout(3_600)
class AuditOnKilledServerTest {
  private static final int KILLS = Integer.getInteger("kills", 5);
  private static final int WRITERS = 3;
  private static final int MOST_BEFORE_A_KILL = 60;
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data;
  private final HttpClient http = HttpClient.newHttpClient();
  private final AtomicInteger numbers = new AtomicInteger();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Queue<AssertionError> wrong = new ConcurrentLinkedQueue<>();
  private final Set<String> seen = new HashSet<>();
  private final Random random = new Random(16);

  private String session;
  private String channel;

  @Test
  void killed_amidWrites_hasARecordOfEach() throws Exception {
    try (Sim sim = Sim.start(SimOptions.DEFAULT.withLimits(false))) {
      for (int kills = 0; kills < KILLS; kills++) {
        try (BotswainProcess server = server(sim)) {
          if (session == null) {
            begin(server.url());
          }
          writeUntilKilled(server);
          seen.addAll(messages(sim));
        }
      }
      try (BotswainProcess server = server(sim)) {
        seen.addAll(messages(sim)); // Some were on their way when the server died.
        compare(server.url());
      }
    } finally {
      http.close();
    }
  }

  private BotswainProcess server(Sim sim) throws IOException {
    return BotswainProcess.start(
        Map.of(
            "BOTSWAIN_HOST",
            "127.0.0.1",
            "BOTSWAIN_PORT",
            "0",
            "BOTSWAIN_DATA",
            data.toString(),
            "BOTSWAIN_DISCORD_API",
            sim.apiUrl(),
            "BOTSWAIN_OPERATOR_KEY",
            OPERATOR_KEY,
            "BOTSWAIN_AUDIT_RETENTION",
            "1d,1000000"));
  }

  private void begin(String url) throws Exception {
    session =
        body(send(url, "POST", "/api/auth/login", null, "login", Map.of("token", TOKEN)))
            .path("sessionId")
            .asText();
    for (JsonNode one : body(send(url, "GET", "/api/channels", session, "list", null))) {
      if (one.path("name").asText().equals("general")) {
        channel = one.path("id").asText();
      }
    }
  }

  private void writeUntilKilled(BotswainProcess server) throws InterruptedException {
    var before = new CountDownLatch(1 + random.nextInt(MOST_BEFORE_A_KILL));
    try (var writers = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < WRITERS; i++) {
        writers.execute(() -> write(server.url(), before, this::sendThroughApi));
        writers.execute(() -> write(server.url(), before, this::sendThroughRelay));
      }
      writers.execute(() -> write(server.url(), before, this::makeSession));
      try {
        assertThat(before.await(60, TimeUnit.SECONDS)).as("writes go on").isTrue();
      } finally {
        server.close(); // Or the writers go on.
      }
      server.kill();
    }
    assertThat(wrong).isEmpty();
  }

  /// Something that a writer does, under a new request id.
  private interface Write {
    HttpResponse<String> as(String url, String id) throws IOException;
  }

  private void write(String url, CountDownLatch before, Write write) {
    while (true) {
      String id = "audited-" + numbers.incrementAndGet();
      try {
        HttpResponse<String> answer = write.as(url, id);
        answers.put(id, answer.statusCode());
        before.countDown();
        if (answer.statusCode() >= 300) {
          wrong.add(new AssertionError(answer.statusCode() + " " + answer.body()));
          return;
        }
      } catch (IOException killed) {
        return;
      }
    }
  }

  private HttpResponse<String> sendThroughApi(String url, String id) throws IOException {
    return send(
        url,
        "POST",
        "/api/channels/" + channel + "/messages",
        session,
        id,
        Map.of("content", id),
        id.hashCode() % 2 == 0 ? new String[0] : new String[] {"Idempotency-Key", id});
  }

  private HttpResponse<String> sendThroughRelay(String url, String id) throws IOException {
    return send(
        url,
        "POST",
        "/api/v10/channels/" + channel + "/messages",
        session,
        id,
        Map.of("content", id));
  }

  /// One at a time stays, if the server is killed between the two requests.
  private HttpResponse<String> makeSession(String url, String id) throws IOException {
    HttpResponse<String> made =
        send(
            url,
            "POST",
            "/api/sessions",
            session,
            id,
            Map.of("name", id, "scopes", List.of("read")));
    send(
        url,
        "DELETE",
        "/api/sessions/" + body(made).path("id").asText(),
        session,
        id + "-end",
        null);
    return made;
  }

  private HttpResponse<String> send(
      String url, String method, String path, String caller, String id, Object body, String... more)
      throws IOException {
    HttpRequest.Builder request =
        Botswain.request(url + path)
            .header("X-Request-ID", id)
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(JSON.writeValueAsString(body)));
    if (caller != null) {
      request.header("Authorization", caller);
    }
    if (more.length > 0) {
      request.headers(more);
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  private static JsonNode body(HttpResponse<String> answer) throws IOException {
    return JSON.readTree(answer.body());
  }

  private Set<String> messages(Sim sim) {
    return sim.call(() -> {
      var contents = new HashSet<String>();
      for (Message message : sim.world().channels().get(Long.parseLong(channel)).messages()) {
        if (message.content().startsWith("audited-")) {
          contents.add(message.content());
        }
      }
      return contents;
    });
  }

  private void compare(String url) throws IOException {
    var outcomes = new HashMap<String, String>();
    var twice = new ArrayList<String>();
    String export =
        send(url, "GET", "/api/operator/audit/export", OPERATOR_KEY, "export", null).body();
    for (String line : export.split("\n")) {
      JsonNode record = JSON.readTree(line);
      String id = record.path("requestId").asText();
      if (outcomes.put(id, record.path("outcome").asText()) != null) {
        twice.add(id);
      }
    }
    var sessions = new HashSet<String>();
    for (JsonNode one : body(send(url, "GET", "/api/sessions", session, "list", null))) {
      if (one.path("name").asText().startsWith("audited-")) {
        sessions.add(one.path("name").asText());
      }
    }
    long unknown = outcomes.values().stream().filter("unknown"::equals).count();
    System.out.printf(
        "%s kills: %s messages at Discord, %s answers, %s sessions left; %s records, %s unknown%n",
        KILLS, seen.size(), answers.size(), sessions.size(), outcomes.size(), unknown);

    assertThat(seen).hasSizeGreaterThan(KILLS);
    assertThat(outcomes.keySet())
        .containsAll(seen)
        .containsAll(sessions)
        .containsAll(answers.keySet());
    assertThat(twice).isEmpty();
    assertThat(outcomes.values()).doesNotContain("pending");
    assertThat(seen).allSatisfy(id -> assertThat(outcomes.get(id)).isIn("done", "unknown"));
  }
}
