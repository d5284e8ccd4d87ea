package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class AccessLogTest {
  private final Logger logger = (Logger) LoggerFactory.getLogger("dev.botswain.api.requests");
  private final BlockingQueue<ILoggingEvent> lines = new LinkedBlockingQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event);
        }
      };

  @BeforeEach
  void listen() {
    appender.start();
    logger.addAppender(appender);
    logger.setLevel(Level.INFO);
    logger.setAdditive(false);
  }

  @AfterEach
  void restore() {
    logger.detachAppender(appender);
    logger.setLevel(null);
    logger.setAdditive(true);
  }

  private Map<String, Object> line() throws InterruptedException {
    var event = lines.poll(10, TimeUnit.SECONDS);
    assertThat(event).isNotNull();
    return event.getKeyValuePairs().stream()
        .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value));
  }

  @Test
  void request_answered_isOneLineWithoutSecrets() throws Exception {
    try (var server = new TestServer().start()) {
      server.get("/api/channels?ticket=hush", SESSION, "X-Request-ID: r1");

      assertThat(line())
          .containsEntry("method", "GET")
          .containsEntry("path", "/api/channels")
          .containsEntry("status", 400)
          .containsEntry("session", "f1f1f1")
          .containsEntry("request", "r1")
          .containsEntry("client", "127.0.0.1")
          .hasEntrySatisfying("ms", ms -> assertThat((Double) ms).isPositive())
          .hasSize(7);
      assertThat(lines).isEmpty();
    }
  }

  @Test
  void request_withoutSession_hasNone() throws Exception {
    try (var server = new TestServer().start()) {
      server.get("/" + "x/".repeat(500), "Authorization: hush");

      assertThat(line())
          .containsEntry("status", 404)
          .doesNotContainKey("session")
          .hasEntrySatisfying("path", path -> assertThat((String) path).hasSize(257).endsWith("…"))
          .allSatisfy((key, value) -> assertThat(value.toString()).doesNotContain("hush"));
    }
  }

  @Test
  void request_malformed_isLoggedToo() throws Exception {
    try (var server = new TestServer().start();
        var wire = server.connect()) {
      wire.send("GET / HTTP/1.1\r\nHost: a b\r\n\r\n").read();

      assertThat(line()).containsEntry("status", 400);
    }
  }

  @Test
  void caller_gone_isLoggedAs499() throws Exception {
    try (var server = new TestServer().start()) {
      try (var wire = server.connect()) {
        wire.send("POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
      }

      assertThat(line()).containsEntry("status", 499).containsEntry("path", "/api/auth/login");
    }
  }
}
