package dev.botswain.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LinesTest {

  @Test
  void text_plainEvent_isOneLine() {
    var event =
        event(
            "resumed",
            null,
            new KeyValuePair("bot", "80351110224678912"),
            new KeyValuePair("shard", 0));

    assertThat(text(event))
        .isEqualTo("2026-11-01T12:00:00.000Z INFO  Shard resumed bot=80351110224678912 shard=0\n");
  }

  @Test
  void text_hostileMessageAndValue_stayOnTheirLine() {
    var event = event("a\nb\u001b[2J", null, new KeyValuePair("path", "/x y\"\r\n\u2028"));

    assertThat(text(event)).endsWith("Shard a\\nb\\u001b[2J path=\"/x y\\\"\\r\\n\\u2028\"\n");
  }

  @Test
  void text_error_indentsEveryLineOfTheTrace() {
    var lines =
        text(event("failed", new IllegalStateException("one\n2026 INFO forged"))).lines().toList();

    assertThat(lines).hasSizeGreaterThan(3);
    assertThat(lines.subList(1, lines.size())).allMatch(line -> line.startsWith("\t"));
  }

  @Test
  void json_plainEvent_isOneObject() throws Exception {
    var object =
        json(event("request", null, new KeyValuePair("status", 200), new KeyValuePair("ok", true)));

    assertThat(object)
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {"time": "2026-11-01T12:00:00Z", "level": "INFO", "logger": "dev.botswain.discord.gateway.Shard",
                     "thread": "loop-0", "message": "request", "status": 200, "ok": true}
                    """));
  }

  @Test
  void json_pairNamedAsOurs_isKeptBesideIt() throws Exception {
    var object =
        json(
            event("request", null, new KeyValuePair("level", "x"), new KeyValuePair("none", null)));

    assertThat(object.get("level").asText()).isEqualTo("INFO");
    assertThat(object.get("level_").asText()).isEqualTo("x");
    assertThat(object.get("none").isNull()).isTrue();
  }

  @Test
  void json_error_carriesTheTraceOnTheSameLine() throws Exception {
    var line = line(new JsonLines(), event("failed", new IllegalStateException("why")));

    assertThat(line.lines()).hasSize(1);
    assertThat(new ObjectMapper().readTree(line).get("error").asText())
        .contains("why", "LinesTest");
  }

  private static String text(ILoggingEvent event) {
    return line(new TextLines(), event);
  }

  private static JsonNode json(ILoggingEvent event) throws Exception {
    return new ObjectMapper().readTree(line(new JsonLines(), event));
  }

  private static String line(EncoderBase<ILoggingEvent> lines, ILoggingEvent event) {
    lines.start();
    return new String(lines.encode(event), UTF_8);
  }

  private static ILoggingEvent event(String message, Throwable error, KeyValuePair... pairs) {
    var logger = new LoggerContext().getLogger("dev.botswain.discord.gateway.Shard");
    var event = new LoggingEvent("", logger, Level.INFO, message, error, null);
    event.setInstant(Instant.parse("2026-11-01T12:00:00Z"));
    event.setThreadName("loop-0");
    event.setKeyValuePairs(List.of(pairs));
    return event;
  }
}
