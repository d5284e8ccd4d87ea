package dev.botswain.trace;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.request;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.ScriptedUpstream;
import dev.botswain.trace.Collector.Seen;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Requests of callers in traces: what a collector gets of them. A server that stops exports what
/// it has.
@Timeout(60)
class TracedRequestsTest {
  private static final String GENERAL = "1132915064832000005";
  private static final String MESSAGES = "/api/channels/" + GENERAL + "/messages";
  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";

  private final Collector collector = new Collector();

  @AfterEach
  void close() {
    collector.close();
  }

  private Botswain start(String... settings) {
    return Botswain.start(SimOptions.DEFAULT, collector.settings(settings));
  }

  private static int say(Botswain botswain, String session, String... headers) {
    var request =
        request(botswain.url() + MESSAGES)
            .POST(BodyPublishers.ofString("{\"content\":\"a word in confidence\"}"));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return botswain.send(request, session).status();
  }

  @Test
  void request_limitedByDiscord_isATreeOfQueueAndAttempts() {
    try (var botswain = start()) {
      String session = botswain.session(TOKEN);
      botswain.fault(
          "POST",
          "/channels/{id}/messages",
          429,
          1,
          Map.of(
              "headers",
              Map.of("Retry-After", "0.2", "X-RateLimit-Scope", "user"),
              "body",
              Map.of("message", "slow", "retry_after", 0.2, "global", false)));
      assertThat(say(botswain, session, "X-Request-ID", "mine")).isEqualTo(200);
    }

    Seen server = collector.one("POST /api/channels/{channelId}/messages");
    assertThat(server.kind()).isEqualTo("SERVER");
    assertThat(server.parent()).isEmpty();
    assertThat(server.attributes())
        .containsEntry("http.request.method", "POST")
        .containsEntry("http.route", "/api/channels/{channelId}/messages")
        .containsEntry("http.response.status_code", "200")
        .containsEntry("url.path", MESSAGES)
        .containsEntry("url.scheme", "http")
        .containsEntry("network.protocol.version", "1.1")
        .containsEntry("botswain.request.id", "mine")
        .containsEntry("botswain.operation", "sendMessage")
        .containsKey("botswain.session");
    assertThat(server.resource())
        .containsEntry("service.name", "botswain")
        .containsKey("service.version")
        .containsKey("service.instance.id");

    Seen call = collector.child(server, "discord POST /channels/{id}/messages");
    assertThat(call.kind()).isEqualTo("INTERNAL");
    assertThat(call.get("botswain.discord.attempts")).isEqualTo("2");
    assertThat(call.get("botswain.via")).isEqualTo("api");
    assertThat(call.error()).isFalse();
    List<Seen> steps = collector.childrenOf(call);
    assertThat(steps)
        .extracting(Seen::name)
        .containsExactly(
            "queue", "POST /channels/{id}/messages", "queue", "POST /channels/{id}/messages");
    assertThat(steps.get(1).kind()).isEqualTo("CLIENT");
    assertThat(steps.get(1).error()).isTrue();
    assertThat(steps.get(1).attributes())
        .containsEntry("http.response.status_code", "429")
        .containsEntry("error.type", "429")
        .containsEntry("discord.ratelimit.scope", "user")
        .containsEntry("discord.ratelimit.retry_after", "0.2")
        .containsEntry("url.template", "/channels/{id}/messages")
        .containsEntry("server.address", "127.0.0.1")
        .doesNotContainKey("http.request.resend_count");
    assertThat(steps.get(1).get("url.full")).endsWith("/api/v10/channels/" + GENERAL + "/messages");
    assertThat(steps.get(2).nanos()).isGreaterThan(150_000_000);
    assertThat(steps.get(3).error()).isFalse();
    assertThat(steps.get(3).attributes())
        .containsEntry("http.response.status_code", "200")
        .containsEntry("http.request.resend_count", "1")
        .containsKey("discord.ratelimit.bucket");
  }

  @Test
  void request_withATraceOfItsCaller_continuesIt() {
    try (var botswain = start()) {
      String session = botswain.session(TOKEN);
      say(botswain, session, "traceparent", "00-" + TRACE + "-" + PARENT + "-01");
      say(botswain, session, "traceparent", "00-" + TRACE + "-" + PARENT + "-00");
      say(botswain, session, "traceparent", "00-nonsense-01");
    }

    List<Seen> servers = collector.named("POST /api/channels/{channelId}/messages");
    assertThat(servers).hasSize(2); // The caller has decided against the second.
    assertThat(servers.getFirst().trace()).isEqualTo(TRACE);
    assertThat(servers.getFirst().parent()).isEqualTo(PARENT);
    assertThat(servers.getLast().trace()).isNotEqualTo(TRACE);
    assertThat(servers.getLast().parent()).isEmpty();
    assertThat(collector.childrenOf(servers.getFirst())).hasSize(1);
  }

  @Test
  void sampler_ofNone_exportsNothing() {
    try (var botswain = start("OTEL_TRACES_SAMPLER", "always_off")) {
      say(botswain, botswain.session(TOKEN), "traceparent", "00-" + TRACE + "-" + PARENT + "-01");
    }

    assertThat(collector.spans()).isEmpty();
  }

  @Test
  void login_andWhatItAsksOfDiscord_areOneTrace() {
    try (var botswain = start()) {
      botswain.session(TOKEN);
    }

    Seen login = collector.one("POST /api/auth/login");
    collector.child(login, "discord GET /users/@me");
    collector.child(login, "discord GET /gateway/bot");
  }

  @Test
  void names_ofTheService_areThoseThatAreSet() {
    try (var botswain =
        start(
            "OTEL_SERVICE_NAME",
            "bots",
            "OTEL_RESOURCE_ATTRIBUTES",
            "service.name=other,deployment.environment.name=a%20test",
            "OTEL_EXPORTER_OTLP_HEADERS",
            "api-key=a%2Fkey, x-scope=one")) {
      botswain.session(TOKEN);
    }

    assertThat(collector.spans().getFirst().resource())
        .containsEntry("service.name", "bots")
        .containsEntry("deployment.environment.name", "a test");
    assertThat(collector.heads().getFirst())
        .containsEntry("Api-key", List.of("a/key"))
        .containsEntry("X-scope", List.of("one"));
  }

  @Test
  void probes_areNotTraced() {
    try (var botswain = start()) {
      botswain.get("/health/live", null);
      botswain.metrics();
      botswain.get("/api/bot", "no-session");
    }

    assertThat(collector.spans())
        .extracting(Seen::name)
        .contains("GET /api/bot")
        .noneMatch(name -> name.contains("health") || name.contains("metrics"));
  }

  @Test
  void nonsense_isAnsweredAsWithoutTraces() throws IOException {
    try (var botswain = start()) {
      for (var line :
          List.of("GET", "GET  HTTP/1.1", "GET /%zz HTTP/1.1", "G@T / HTTP/1.1", "\0")) {
        assertThat(firstLine(botswain, line)).as(line).matches("HTTP/1[.][01] 4.*");
      }
      assertThat(firstLine(botswain, "BREW /nowhere HTTP/1.1")).matches("HTTP/1[.][01] 4.*");
    }

    assertThat(collector.spans())
        .hasSizeGreaterThan(4)
        .extracting(Seen::name)
        .allMatch(name -> name.matches("(GET|HTTP)( .*)?"));
    assertThat(collector.bytes()).doesNotContain("BREW", "G@T");
  }

  private static String firstLine(Botswain botswain, String line) throws IOException {
    try (var socket = new Socket("127.0.0.1", URI.create(botswain.url()).getPort())) {
      socket
          .getOutputStream()
          .write((line + "\r\nHost: a\r\nConnection: close\r\n\r\n").getBytes(US_ASCII));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII))
          .readLine();
    }
  }

  @Test
  void discord_getsNoHeaderOfATrace() throws Exception {
    try (var discord = new ScriptedUpstream(collector.settings())) {
      var botswain = discord.botswain();
      String session = botswain.session(TOKEN);
      discord.script(request -> request.response().end("{}"));
      var sent =
          botswain.send(
              request(botswain.url() + "/api/v10/channels/5/messages?content=findme")
                  .header("traceparent", "00-" + TRACE + "-" + PARENT + "-01")
                  .header("tracestate", "vendor=value")
                  .header("baggage", "user=someone"),
              "Bot " + session);
      assertThat(sent.status()).isEqualTo(200);

      assertThat(discord.next().headers().names())
          .doesNotContain("traceparent", "tracestate", "baggage");
    }
    Seen relayed = collector.one("GET relay");
    assertThat(relayed.trace()).isEqualTo(TRACE);
    Seen call = collector.child(relayed, "discord GET /channels/{id}/messages");
    assertThat(call.get("botswain.via")).isEqualTo("relay");
    assertThat(collector.bytes()).doesNotContain("findme");
  }

  @Test
  void secrets_ofAnyKind_areNotExported() throws Exception {
    String interaction = "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTp0b2tlbg-of-interaction";
    String webhook = "SECRET-of-the-webhook_0123456789";
    String session;
    try (var discord = new ScriptedUpstream(collector.settings("OTEL_SERVICE_NAME", "seen"))) {
      var botswain = discord.botswain();
      session = botswain.session(TOKEN);
      discord.script(request ->
          request
              .response()
              .putHeader("X-RateLimit-Bucket", "abcd1234")
              .end("{\"content\":\"an answer in confidence\"}"));
      for (var path :
          List.of(
              "/api/v10/interactions/5/" + interaction + "/callback",
              "/api/v9/webhooks/5/" + webhook,
              "/api/webhooks/5/" + webhook + "/messages/@original?token=" + webhook,
              "/api/v10/channels/5/messages")) {
        botswain.send(
            request(botswain.url() + path)
                .POST(BodyPublishers.ofString("{\"content\":\"a word in confidence\"}")),
            "Bot " + session);
      }
      botswain.get("/api/" + session, session);
      botswain.get("/api/channels/" + session, session);
      botswain.get("/api/messages?session=" + session, session);
      botswain.get("/api/bot", TOKEN);
    }

    assertThat(collector.spans()).hasSizeGreaterThan(10);
    assertThat(collector.bytes())
        .contains("seen", "/interactions/5/", "/webhooks/5/", "abcd1234")
        .doesNotContain(session, TOKEN, interaction, webhook, "in confidence")
        .doesNotContain(interaction.substring(0, 30), webhook.substring(0, 12));
  }
}
