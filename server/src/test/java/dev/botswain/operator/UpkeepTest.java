package dev.botswain.operator;

import static dev.botswain.testing.Botswain.OPERATOR_KEY;
import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.TOKEN_THREE_GUILDS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.config.Config;
import dev.botswain.limit.Limit;
import dev.botswain.log.Logging;
import dev.botswain.sim.Sim;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Limits, log levels, the key and the support bundle.
class UpkeepTest {
  private static final Sim SIM = Sim.start(SimOptions.DEFAULT);

  private Botswain botswain =
      Botswain.onSim(SIM, Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback"));

  @AfterAll
  static void stopSim() {
    SIM.close();
  }

  @AfterEach
  void stop() throws JoranException {
    botswain.close();
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new ContextInitializer(context).autoConfig();
  }

  private Botswain.Answer get(String path) {
    return botswain.get("/api/operator" + path, OPERATOR_KEY);
  }

  private Botswain.Answer send(String method, String path, String body) {
    return botswain.send(
        Botswain.request(botswain.url() + "/api/operator" + path)
            .method(method, HttpRequest.BodyPublishers.ofString(body)),
        OPERATOR_KEY);
  }

  private static String code(Botswain.Answer answer) {
    return answer.status() + " " + answer.body().path("code").asText();
  }

  private static JsonNode row(Botswain.Answer answer, String name) {
    return StreamSupport.stream(answer.body().spliterator(), false)
        .filter(row -> row.path("name").asText().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void limits_all_areListedWithWhoUsesThem() {
    String bot = "bot " + botswain.simBot(TOKEN);
    botswain.session(TOKEN);
    botswain.session(TOKEN);
    botswain.session(TOKEN_THREE_GUILDS);

    var limits = get("/limits");

    assertThat(limits.body()).hasSize(Limit.values().length);
    JsonNode sessions = row(limits, "sessions");
    assertThat(sessions.path("used").asLong()).isGreaterThanOrEqualTo(3);
    assertThat(sessions.path("total").asLong()).isEqualTo(10_000);
    assertThat(sessions.path("setting").asText()).isEqualTo("BOTSWAIN_MAX_SESSIONS");
    assertThat(sessions.path("holders").findValuesAsText("who")).contains(bot);
    assertThat(row(limits, "events").path("used").asLong()).isPositive();
    assertThat(row(limits, "events").path("holders").findValuesAsText("who")).contains(bot);
    assertThat(row(get("/limits?holders=1"), "sessions").path("holders")).hasSize(1);
  }

  @Test
  void limits_reached_nameWhoIsAtTheBound() {
    String session = botswain.session(TOKEN);
    assertThat(get("/limits?reached=true").body()).isEmpty();
    for (int i = 0; i < 100; i++) {
      botswain.post("/api/webhooks", session, Map.of("url", "http://127.0.0.1:8999/"));
    }

    JsonNode webhooks = row(get("/limits?reached=true"), "webhooks");

    assertThat(webhooks.path("holders").path(0).path("who").asText())
        .isEqualTo("bot " + botswain.simBot(TOKEN));
    assertThat(webhooks.path("holders").path(0).path("used").asLong()).isEqualTo(100);
  }

  @Test
  void logLevel_ofOneLogger_changesAndIsResetWithoutTheOthers() {
    Logger one = LoggerFactory.getLogger("dev.botswain.testing.one");
    Logger other = LoggerFactory.getLogger("dev.botswain.testing.other");
    boolean before = other.isTraceEnabled();

    var set =
        send(
            "PUT",
            "/log-level",
            "{\"level\":\"trace\",\"logger\":\"dev.botswain.testing.one\",\"seconds\":60}");

    assertThat(set.status()).isEqualTo(200);
    assertThat(one.isTraceEnabled()).isTrue();
    assertThat(other.isTraceEnabled()).isEqualTo(before);
    assertThat(get("/log-level").body().path("changes").findValuesAsText("logger"))
        .containsExactly("dev.botswain.testing.one");
    assertThat(send("DELETE", "/log-level", "").body().path("changes")).isEmpty();
    assertThat(one.isTraceEnabled()).isEqualTo(before);
  }

  @Test
  void logLevel_afterItsTime_isAsConfigured() {
    Logger one = LoggerFactory.getLogger("dev.botswain.testing.passing");
    send(
        "PUT",
        "/log-level",
        "{\"level\":\"trace\",\"logger\":\"dev.botswain.testing.passing\",\"seconds\":1}");

    assertThat(one.isTraceEnabled()).isTrue();
    Botswain.eventually(() -> assertThat(one.isTraceEnabled()).isFalse());
    assertThat(get("/log-level").body().path("changes")).isEmpty();
  }

  @Test
  void logLevel_debugOfALibrary_isRefused() {
    assertThat(code(send("PUT", "/log-level", "{\"level\":\"debug\",\"logger\":\"io.netty\"}")))
        .isEqualTo("400 invalid_request");
    assertThat(code(send("PUT", "/log-level", "{\"level\":\"loud\"}")))
        .isEqualTo("400 invalid_request");
  }

  @Test
  void rotateKey_configured_isAConflict() {
    assertThat(code(send("POST", "/key/rotations", ""))).isEqualTo("409 key_is_configured");
    assertThat(get("").status()).isEqualTo(200);
  }

  @Test
  void bundle_afterRealTraffic_holdsNoSecretAndNoContent() throws Exception {
    Logging.start(Config.load(Map.of("BOTSWAIN_LOG_LEVEL", "error")).logs());
    botswain.close();
    botswain =
        Botswain.onSim(
            SIM,
            Map.of(
                "BOTSWAIN_WEBHOOK_ALLOW_PRIVATE",
                "loopback",
                "BOTSWAIN_TOKENS",
                TOKEN_THREE_GUILDS,
                "BOTSWAIN_SECRET_KEY",
                "c2VjcmV0IHNlY3JldCBzZWNyZXQgc2VjcmV0IHNlYyE="));
    String session = botswain.session(TOKEN);
    String content = "a message that nobody else may read";
    String channel =
        botswain.get("/api/channels?type=text", session).body().path(0).path("id").asText();
    assertThat(
            botswain
                .post("/api/channels/" + channel + "/messages", session, Map.of("content", content))
                .status())
        .isLessThan(300);
    String secret =
        botswain
            .post(
                "/api/webhooks",
                session,
                Map.of(
                    "url",
                    "http://127.0.0.1:8999/path-that-is-a-secret",
                    "headers",
                    Map.of("X-Key", "value-of-a-header")))
            .body()
            .path("secret")
            .asText();
    assertThat(secret).isNotEmpty();
    botswain.login("not-a-token-of-anybody");
    LoggerFactory.getLogger("dev.botswain.testing").error("a line with {}", session);

    Map<String, String> files = bundle();

    assertThat(files)
        .containsOnlyKeys(
            "README.txt",
            "server.json",
            "settings.json",
            "health.json",
            "metrics.txt",
            "limits.json",
            "bots.json",
            "nodes.json",
            "log.txt",
            "threads.txt");
    assertThat(String.join("\n", files.values()))
        .doesNotContain(
            TOKEN + "\"",
            TOKEN_THREE_GUILDS,
            session,
            session.substring(session.lastIndexOf('.') + 1),
            OPERATOR_KEY,
            "c2VjcmV0",
            content,
            secret,
            "path-that-is-a-secret",
            "value-of-a-header",
            "not-a-token-of-anybody");
    assertThat(files.get("log.txt")).contains("a line with [REDACTED]");
    assertThat(files.get("settings.json"))
        .contains("\"BOTSWAIN_TOKENS\" : \"[REDACTED]\"", "\"BOTSWAIN_DATA\"");
    assertThat(files.get("bots.json")).contains(botswain.simBot(TOKEN));
    assertThat(files.get("metrics.txt")).contains("botswain_sessions");
    assertThat(files.get("threads.txt")).contains("\"main\" ");
    assertThat(files.get("limits.json")).contains("\"webhooks\"");
  }

  private Map<String, String> bundle() throws IOException, InterruptedException {
    var files = new LinkedHashMap<String, String>();
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              Botswain.request(botswain.url() + "/api/operator/support-bundle")
                  .header("Authorization", OPERATOR_KEY)
                  .build(),
              BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/zip");
      var zip = new ZipInputStream(new ByteArrayInputStream(answer.body()));
      for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        files.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
      }
    }
    return files;
  }

  @Test
  void bundle_optionsOfTheJvm_areWithoutSystemProperties() {
    assertThat(SupportBundle.options(List.of("-Xmx1g", "-Dproxy.password=x", "-XX:+UseSerialGC")))
        .containsExactly("-Xmx1g", "-XX:+UseSerialGC");
  }
}
