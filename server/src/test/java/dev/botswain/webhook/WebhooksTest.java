package dev.botswain.webhook;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Webhooks as their owner sets them and as their receiver gets them.
class WebhooksTest {
  private static final String GENERAL = "1132915064832000005";
  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir private Path data;
  private Sim sim;
  private Botswain botswain;
  private HttpServer receiver;
  private String session;
  private final BlockingQueue<Got> got = new LinkedBlockingQueue<>();
  private volatile int status = 204;

  /// What the receiver got.
  private record Got(Map<String, List<String>> headers, String body) {
    String id() {
      return headers.get("Webhook-id").getFirst();
    }

    String content() {
      try {
        return JSON.readTree(body).path("data").path("content").asText();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }
  }

  @BeforeEach
  void start() throws IOException {
    sim = Sim.start(SimOptions.DEFAULT);
    botswain = again("loopback");
    session = botswain.session(TOKEN);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.stop(0);
    botswain.close();
    sim.close();
  }

  private Botswain again(String reach) {
    return Botswain.onSim(
        sim, Map.of("BOTSWAIN_DATA", data.toString(), "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", reach));
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    int now = status; // Before the test changes it for the next request.
    got.add(new Got(Map.copyOf(exchange.getRequestHeaders()), body));
    byte[] answer = "seen".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(now, now == 204 ? -1 : answer.length);
    if (now != 204) {
      exchange.getResponseBody().write(answer);
    }
    exchange.close();
  }

  private JsonNode webhook() {
    Botswain.Answer answer =
        botswain.post(
            "/api/webhooks",
            session,
            Map.of(
                "url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook?a=b",
                "types",
                List.of("MESSAGE_CREATE")));
    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
    return answer.body();
  }

  private void say(String content) {
    botswain.simPost("/sim/channels/" + GENERAL + "/messages", Map.of("content", content));
  }

  private Got next() throws InterruptedException {
    Got next = got.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("something came").isNotNull();
    return next;
  }

  private JsonNode get(JsonNode webhook, String more) {
    return botswain.get("/api/webhooks/" + webhook.path("id").asText() + more, session).body();
  }

  private Botswain.Answer method(String method, JsonNode webhook, String more, String body) {
    return botswain.send(
        Botswain.request(botswain.url() + "/api/webhooks/" + webhook.path("id").asText() + more)
            .method(method, HttpRequest.BodyPublishers.ofString(body)),
        session);
  }

  private static void verify(String secret, Got message) {
    assertThatCode(() ->
            new Webhook(secret)
                .verify(message.body(), HttpHeaders.of(message.headers(), (_, _) -> true)))
        .doesNotThrowAnyException();
  }

  @Test
  void events_comeInOrderAndSigned() throws Exception {
    JsonNode webhook = webhook();
    say("one");
    say("two");

    Got one = next();
    assertThat(one.content()).isEqualTo("one");
    verify(webhook.path("secret").asText(), one);
    assertThat(next().content()).isEqualTo("two");
    eventually(() -> {
      assertThat(get(webhook, "").path("lag").path("events").asInt()).isZero();
      assertThat(get(webhook, "/deliveries")).hasSize(2);
    });
    assertThat(get(webhook, "").has("secret")).isFalse();
  }

  @Test
  void event_refusedForNow_comesAgainWithTheSameId() throws Exception {
    JsonNode webhook = webhook();
    status = 503;
    say("again");
    Got first = next();
    status = 204;
    Got second = next();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.body()).isEqualTo(first.body());
    eventually(() -> assertThat(get(webhook, "/deliveries")).hasSize(2));
    JsonNode attempts = get(webhook, "/deliveries");
    assertThat(attempts.path(0).path("delivered").asBoolean()).isTrue();
    assertThat(attempts.path(1).path("status").asInt()).isEqualTo(503);
    assertThat(attempts.path(1).path("answer").asText()).isEqualTo("seen");
  }

  @Test
  void receiver_gone_disablesTheWebhook() throws Exception {
    JsonNode webhook = webhook();
    status = 410;
    say("no more");
    next();

    eventually(() -> assertThat(get(webhook, "").path("enabled").asBoolean()).isFalse());
    assertThat(get(webhook, "").path("disabledBecause").asText()).contains("410");
    status = 204;
    assertThat(method("PATCH", webhook, "", "{\"enabled\":true}").status()).isEqualTo(200);
    assertThat(next().content()).isEqualTo("no more");
  }

  @Test
  void webhook_afterARestart_goesOnWhereItWas() throws Exception {
    webhook();
    say("before");
    assertThat(next().content()).isEqualTo("before");
    eventually(() ->
        assertThat(
                botswain
                    .get("/api/webhooks", session)
                    .body()
                    .path(0)
                    .path("lag")
                    .path("events")
                    .asInt())
            .isZero());
    botswain.stop();
    say("during");
    botswain.close();
    botswain = again("loopback");

    assertThat(next().content()).isEqualTo("during");
  }

  @Test
  void secret_rotated_bothAreGoodForADay() throws Exception {
    JsonNode webhook = webhook();
    Botswain.Answer rotated = method("POST", webhook, "/rotate-secret", "");
    assertThat(rotated.status()).as(rotated.body().toString()).isEqualTo(200);
    say("signed twice");

    Got message = next();
    verify(webhook.path("secret").asText(), message);
    verify(rotated.body().path("secret").asText(), message);
  }

  @Test
  void test_anyWebhook_arrivesAtOnce() throws Exception {
    JsonNode webhook = webhook();
    Botswain.Answer tried = method("POST", webhook, "/test", "");

    assertThat(tried.body().path("delivered").asBoolean()).isTrue();
    assertThat(JSON.readTree(next().body()).path("type").asText()).isEqualTo("webhook.test");
  }

  @Test
  void test_again_isAnotherMessage() throws Exception {
    JsonNode webhook = webhook();
    method("POST", webhook, "/test", "");
    method("POST", webhook, "/test", "");

    assertThat(next().id()).isNotEqualTo(next().id());
  }

  @Test
  void cursor_movedBack_sendsEventsOnceMore() throws Exception {
    JsonNode webhook = webhook();
    say("one");
    Got one = next();
    say("two");
    Got two = next();
    eventually(() -> assertThat(get(webhook, "").path("lag").path("events").asInt()).isZero());
    String id = JSON.readTree(one.body()).path("id").asText();

    assertThat(method("PATCH", webhook, "", "{\"cursor\":\"" + id + "\"}").status()).isEqualTo(200);
    assertThat(next().id()).isEqualTo(two.id());
    assertThat(method("PATCH", webhook, "", "{\"cursor\":\"oldest\"}").status()).isEqualTo(200);
    assertThat(List.of(next().id(), next().id())).containsExactly(one.id(), two.id());
    eventually(() -> assertThat(get(webhook, "").path("lag").path("events").asInt()).isZero());
    assertThat(got).isEmpty();
  }

  @Test
  void cursor_movedToTheLatest_leavesOutWhatWaits() throws Exception {
    JsonNode webhook = webhook();
    status = 503;
    say("held up");
    Got held = next();
    say("behind it");
    eventually(
        () -> assertThat(get(webhook, "").path("lag").path("events").asInt()).isGreaterThan(1));
    assertThat(method("PATCH", webhook, "", "{\"cursor\":\"latest\"}").status()).isEqualTo(200);
    assertThat(get(webhook, "").path("lag").path("events").asInt()).isZero();
    status = 204;
    say("from now on");

    Got next = next();
    while (next.id().equals(held.id())) { // Attempts that were in progress.
      next = next();
    }
    assertThat(next.content()).isEqualTo("from now on");
    botswain.close();
    botswain = again("loopback");
    say("after a restart");
    assertThat(next().content()).isEqualTo("after a restart");
  }

  @ParameterizedTest
  @CsvSource({
    "9223372036854775807, unknown_event",
    "newest, invalid_request",
    "-1, invalid_request"
  })
  void cursor_thatIsNone_is400(String cursor, String code) {
    JsonNode webhook = webhook();
    Botswain.Answer answer = method("PATCH", webhook, "", "{\"cursor\":\"" + cursor + "\"}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("code").asText()).isEqualTo(code);
    assertThat(answer.body().path("field").asText()).isEqualTo("cursor");
  }

  @Test
  void create_withACursor_beginsThere() throws Exception {
    JsonNode webhook = webhook();
    say("before");
    assertThat(next().content()).isEqualTo("before");
    assertThat(method("DELETE", webhook, "", "").status()).isEqualTo(204);

    Botswain.Answer again =
        botswain.post(
            "/api/webhooks",
            session,
            Map.of(
                "url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                "types",
                List.of("MESSAGE_CREATE"),
                "cursor",
                "oldest"));
    assertThat(again.status()).isEqualTo(201);
    assertThat(next().content()).isEqualTo("before");
  }

  @Test
  void receiver_thatAnswersEachMessage_doesNotHearItself() throws Exception {
    JsonNode webhook = webhook();
    assertThat(webhook.path("filters").path("excludeSelf").asBoolean()).isTrue();
    say("ping");
    assertThat(next().content()).isEqualTo("ping");
    botswain.post("/api/channels/" + GENERAL + "/messages", session, Map.of("content", "pong"));
    say("ping");

    assertThat(next().content()).isEqualTo("ping");
    String all = "{\"filters\":{\"excludeSelf\":false}}";
    assertThat(method("PATCH", webhook, "", all).status()).isEqualTo(200);
    botswain.post("/api/channels/" + GENERAL + "/messages", session, Map.of("content", "pong"));
    assertThat(next().content()).isEqualTo("pong");
    JsonNode now = method("PATCH", webhook, "", "{\"filters\":{\"excludeBots\":true}}").body();
    assertThat(now.path("filters").path("excludeSelf").asBoolean(true)).isFalse();
  }

  @Test
  void types_misspelt_areRefusedWithTheNearest() {
    JsonNode webhook = webhook();
    Botswain.Answer answer = method("PATCH", webhook, "", "{\"types\":[\"message_create\"]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("types");
    assertThat(answer.body().path("nearest").asText()).isEqualTo("MESSAGE_CREATE");
    String newer = "{\"types\":[\"A_NEW_EVENT\"],\"unknownTypes\":true}";
    assertThat(method("PATCH", webhook, "", newer).body().path("types").path(0).asText())
        .isEqualTo("A_NEW_EVENT");
  }

  @Test
  void headers_areSentAndNeverShownAgain() throws Exception {
    Botswain.Answer made =
        botswain.post(
            "/api/webhooks",
            session,
            Map.of(
                "url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                "types",
                List.of("MESSAGE_CREATE"),
                "headers",
                Map.of("Authorization", "Bearer top-secret")));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    say("with a header");
    assertThat(next().headers()).containsEntry("Authorization", List.of("Bearer top-secret"));
    for (String more : List.of("", "/deliveries")) {
      assertThat(get(made.body(), more).toString()).doesNotContain("top-secret");
    }
    assertThat(get(made.body(), "").path("headers").path("Authorization").asText())
        .isEqualTo("[REDACTED]");
    botswain.close();
    botswain = again("loopback");
    say("after a restart");
    assertThat(next().headers()).containsEntry("Authorization", List.of("Bearer top-secret"));

    Botswain.Answer changed =
        method(
            "PATCH", made.body(), "", "{\"headers\":{\"X-Api-Key\":\"k\",\"authorization\":null}}");
    assertThat(changed.body().path("headers").toString())
        .isEqualTo("{\"X-Api-Key\":\"[REDACTED]\"}");
    assertThat(method("POST", made.body(), "/test", "").status()).isEqualTo(200);
    assertThat(next().headers())
        .containsEntry("X-api-key", List.of("k"))
        .doesNotContainKey("Authorization");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Host\": \"example.org\"} | headers.Host",
        "{\"webhook-id\": \"1\"} | headers.webhook-id",
        "{\"X-A\": \"a\\r\\nHost: b\"} | headers.X-A",
        "{\"X-A\": 5} | headers.X-A",
        "{\"a b\": \"c\"} | headers.a b",
        "[] | headers",
      })
  void headers_thatMustNotBe_are400(String headers, String field) {
    JsonNode webhook = webhook();
    Botswain.Answer answer = method("PATCH", webhook, "", "{\"headers\":" + headers + "}");

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo(field);
  }

  @Test
  void webhook_deleted_getsNothingMore() throws Exception {
    JsonNode webhook = webhook();
    assertThat(method("DELETE", webhook, "", "").status()).isEqualTo(204);
    JsonNode other = webhook();
    say("for the other");

    assertThat(next().content()).isEqualTo("for the other");
    assertThat(got).isEmpty();
    assertThat(botswain.get("/api/webhooks", session).ids())
        .containsExactly(other.path("id").asText());
    assertThat(method("GET", webhook, "", "").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource({
    "http://127.0.0.1:8080/",
    "http://localhost/",
    "http://169.254.169.254/latest/meta-data",
    "http://[::1]/",
    "http://[::ffff:10.0.0.1]/",
    "http://192.168.0.1/",
    "http://2130706433/",
    "ftp://example.org/",
    "http://user:password@example.org/",
    "not a url",
  })
  void create_urlThatMustNotBe_is400(String url) {
    botswain.close();
    botswain = again("false");
    Botswain.Answer answer = botswain.post("/api/webhooks", session, Map.of("url", url));

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("url");
  }

  @Test
  void webhook_ofAnotherBot_isUnknown() {
    JsonNode webhook = webhook();
    String other = botswain.session(Botswain.TOKEN_THREE_GUILDS);
    Botswain.Answer answer = botswain.get("/api/webhooks/" + webhook.path("id").asText(), other);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().path("code").asText()).isEqualTo("unknown_webhook");
  }
}
