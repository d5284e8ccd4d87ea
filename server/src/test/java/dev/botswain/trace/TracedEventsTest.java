package dev.botswain.trace;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.trace.Collector.Seen;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Events in traces: from Discord into the store, and out again to webhooks.
@Timeout(60)
class TracedEventsTest {
  private static final String GENERAL = "1132915064832000005";

  @TempDir Path data;
  private final Collector collector = new Collector();
  private final BlockingQueue<String> parents = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private Sim sim;
  private volatile int status = 204;

  @BeforeEach
  void start() throws IOException {
    sim = Sim.start(SimOptions.DEFAULT);
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void close() {
    receiver.stop(0);
    sim.close();
    collector.close();
  }

  private void receive(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    int now = status;
    status = 204;
    parents.add(String.valueOf(exchange.getRequestHeaders().getFirst("traceparent")));
    exchange.sendResponseHeaders(now, -1);
    exchange.close();
  }

  private Botswain botswain(String... settings) {
    return Botswain.onSim(
        sim, collector.settings(with(settings, "BOTSWAIN_DATA", data.toString())));
  }

  private static String[] with(String[] settings, String... more) {
    return java.util.stream.Stream.of(settings, more)
        .flatMap(java.util.Arrays::stream)
        .toArray(String[]::new);
  }

  private String webhook(Botswain botswain, String session) {
    String url =
        "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook-path-is-secret?key=secret-1";
    var made =
        botswain.post(
            "/api/webhooks",
            session,
            Map.of(
                "url",
                url,
                "types",
                List.of("MESSAGE_CREATE"),
                "headers",
                Map.of("Authorization", "Bearer receiver-secret")));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    return made.body().path("id").asText();
  }

  private void say(Botswain botswain) {
    botswain.simPost(
        "/sim/channels/" + GENERAL + "/messages", Map.of("content", "a word in confidence"));
  }

  private String delivered() throws InterruptedException {
    String parent = parents.poll(20, TimeUnit.SECONDS);
    assertThat(parent).as("something came").isNotNull();
    return parent;
  }

  @Test
  void event_isATreeFromItsArrivalToItsDeliveries() throws Exception {
    String id;
    String first;
    String second;
    try (var botswain = botswain()) {
      id = webhook(botswain, botswain.session(TOKEN));
      status = 503;
      say(botswain);
      first = delivered();
      second = delivered();
    }

    Seen event = collector.one("receive MESSAGE_CREATE");
    assertThat(event.kind()).isEqualTo("CONSUMER");
    assertThat(event.parent()).isEmpty();
    assertThat(event.attributes())
        .containsEntry("messaging.system", "discord")
        .containsEntry("botswain.event.type", "MESSAGE_CREATE")
        .containsKeys("messaging.message.id", "botswain.bot.id", "messaging.message.body.size");
    assertThat(collector.childrenOf(event))
        .extracting(Seen::name)
        .containsExactlyInAnyOrder("store", "POST webhook", "POST webhook");
    List<Seen> attempts = collector.named("POST webhook");
    assertThat(attempts).extracting(Seen::kind).containsOnly("CLIENT");
    assertThat(attempts.getFirst().error()).isTrue();
    assertThat(attempts.getFirst().attributes())
        .containsEntry("http.response.status_code", "503")
        .containsEntry("botswain.outcome", "later")
        .containsEntry("botswain.webhook.id", id)
        .containsEntry("server.address", "127.0.0.1")
        .containsEntry("messaging.message.id", event.get("messaging.message.id"))
        .doesNotContainKey("http.request.resend_count");
    assertThat(attempts.getLast().error()).isFalse();
    assertThat(attempts.getLast().attributes())
        .containsEntry("http.response.status_code", "204")
        .containsEntry("http.request.resend_count", "1");
    assertThat(List.of(first, second))
        .containsExactly(
            "00-" + event.trace() + "-" + attempts.getFirst().id() + "-01",
            "00-" + event.trace() + "-" + attempts.getLast().id() + "-01");
    assertThat(collector.bytes())
        .doesNotContain("in confidence", "hook-path", "secret-1", "receiver-secret");
  }

  @Test
  void event_thatAnotherRunDelivers_staysInItsTrace() throws Exception {
    String session;
    try (var botswain = botswain()) {
      session = botswain.session(TOKEN);
      webhook(botswain, session);
      receiver.stop(0);
      say(botswain);
      Botswain.eventually(() ->
          assertThat(botswain.metrics())
              .contains("botswain_webhooks_attempts_total{outcome=\"failed\"}"));
    }
    Seen event = collector.one("receive MESSAGE_CREATE");
    assertThat(collector.named("POST webhook"))
        .isNotEmpty()
        .allMatch(attempt -> "not_connected".equals(attempt.get("error.type")));
    int before = collector.named("POST webhook").size();
    int port = receiver.getAddress().getPort();
    receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    receiver.createContext("/", this::receive);
    receiver.start();

    try (var botswain = botswain()) {
      assertThat(botswain.get("/api/bot", session).status()).isEqualTo(200);
      delivered();
    }

    List<Seen> attempts = collector.named("POST webhook");
    assertThat(attempts).hasSizeGreaterThan(before);
    assertThat(attempts)
        .allMatch(attempt -> attempt.trace().equals(event.trace()))
        .allMatch(attempt -> attempt.parent().equals(event.id()));
    assertThat(attempts.getLast().get("http.response.status_code")).isEqualTo("204");
  }

  @Test
  void event_ofATraceThatIsNotSampled_isDeliveredWithoutSpans() throws Exception {
    try (var botswain =
        botswain("OTEL_TRACES_SAMPLER", "traceidratio", "OTEL_TRACES_SAMPLER_ARG", "0")) {
      webhook(botswain, botswain.session(TOKEN));
      say(botswain);
      assertThat(delivered()).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00");
    }

    assertThat(collector.spans()).isEmpty();
  }

  @Test
  void test_ofAWebhook_belongsToTheRequest() throws Exception {
    String parent;
    try (var botswain = botswain()) {
      String session = botswain.session(TOKEN);
      String id = webhook(botswain, session);
      botswain.post("/api/webhooks/" + id + "/test", session, Map.of());
      parent = delivered();
    }

    Seen server = collector.one("POST /api/webhooks/{id}/test");
    Seen attempt = collector.child(server, "POST webhook");
    assertThat(parent).contains(server.trace(), attempt.id());
  }

  @Test
  void off_receiverGetsNoHeader() throws Exception {
    var settings = new java.util.HashMap<>(collector.settings());
    settings.put("OTEL_SDK_DISABLED", "true");
    try (var botswain = Botswain.onSim(sim, settings)) {
      webhook(botswain, botswain.session(TOKEN));
      say(botswain);

      assertThat(delivered()).isEqualTo("null");
    }
    assertThat(collector.heads()).isEmpty();
  }
}
