package dev.botswain.forward;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.cluster.Place;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Wire;
import dev.botswain.testing.PemFiles;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
                .with(
                    "listChannels",
                    Operation.fromMemory(_ -> Answer.json(Map.of("at", "owner")).tagged()))
                .with(
                    "listGuilds",
                    Operation.fromMemory(_ -> Answer.json(Map.of("text", "long ".repeat(2_000)))))
                .with("showBot", this::remember)
                .with("streamEvents", this::remember)
                .with("listMessages", this::remember)
                .with("sendMessage", this::remember)
                .with("login", this::remember))
            .owns(BOT);
    entry =
        new TestNode(server ->
            server
                .with(
                    "login",
                    call -> {
                      seen.set(call);
                      return Answer.json(Map.of("at", "entry"));
                    })
                .with("showBot", _ -> Answer.json(Map.of("at", "entry"))))
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
  void page_ofTheConsole_isAnsweredForTheBotThatItNames() {
    var cookie = "Cookie: botswain-" + BOT + "=" + TestNode.session(BOT);

    assertThat(
            get("/api/channels", cookie, "Botswain-Console: " + BOT, "Sec-Fetch-Site: same-origin")
                .json()
                .getString("at"))
        .isEqualTo("owner");
    assertThat(get("/api/channels", cookie, "Botswain-Console: " + BOT).code())
        .isEqualTo("not_our_page");
  }

  @Test
  void ticket_ofABotOfAnotherNode_opensTheStreamThere() {
    var ticket = owner.server.tickets.issue(() -> "0b0b0b", Long.toString(BOT));

    assertThat(get("/api/events?ticket=" + ticket).json().getString("at")).isEqualTo("owner");
    assertThat(get("/api/events?ticket=1001-unknown").code()).isEqualTo("unknown_ticket");
  }

  @Test
  void path_ofTheOperator_isAnsweredWhereItsBotLives() {
    var answer = get("/api/operator/bots/" + BOT, "Authorization: good-session");

    assertThat(answer.json().getString("at")).isEqualTo("owner");
    assertThat(get("/api/operator/bots/5", "Authorization: good-session").json().getString("at"))
        .isEqualTo("entry");
  }

  @Test
  void caller_ofHttp10_getsAWholeAnswer() {
    try (var wire = entry.connect()) {
      wire.send("GET /api/channels HTTP/1.0\r\n" + SESSION + "\r\n\r\n");

      assertThat(wire.read().json().getString("at")).isEqualTo("owner");
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void caller_ofHttp2_isAnsweredByTheOwner(@TempDir Path folder) throws Exception {
    var files = PemFiles.make(folder, "entry");
    try (var secure =
            new TestNode(server ->
                files
                    .settings()
                    .forEach((name, value) -> server.set(name.replace("BOTSWAIN_", ""), value)));
        var client = files.client()) {
      secure.sends(owner, BOT);
      var request =
          HttpRequest.newBuilder(
                  URI.create(
                      "https://localhost:" + secure.server.port() + "/api/channels/5/messages"))
              .header("Authorization", TestNode.session(BOT))
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString("{\"content\":\"hi\"}"))
              .build();

      var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(answer.body()).contains("content");
      assertThat(seen.get().isSecure()).isTrue();
      assertThat(seen.get().header("Host")).isEqualTo("localhost:" + secure.server.port());
      assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void pages_ofOtherOrigins_getTheirHeadersOnce() {
    var answer = get("/api/channels", SESSION, "Origin: https://example.org");

    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(answer.header("Date")).doesNotContain("|");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void answer_thatIsLong_isCompressedOnce() throws Exception {
    var answer = get("/api/guilds", SESSION, "Accept-Encoding: gzip");

    assertThat(answer.header("Content-Encoding")).isEqualTo("gzip");
    try (var text = new GZIPInputStream(new ByteArrayInputStream(answer.bytes()))) {
      assertThat(new String(text.readAllBytes(), StandardCharsets.UTF_8)).contains("long long");
    }
  }

  @Test
  void request_isCountedOnceByItsOperation() {
    get("/api/channels", SESSION);

    assertThat(count(owner, "listChannels")).isEqualTo(1);
    assertThat(count(entry, "listChannels")).isZero();
    assertThat(count(entry, "passed-on")).isEqualTo(1);
  }

  private static long count(TestNode at, String operation) {
    return at
        .server
        .registry
        .find("botswain.http.requests")
        .tag("operation", operation)
        .timers()
        .stream()
        .mapToLong(timer -> timer.count())
        .sum();
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
