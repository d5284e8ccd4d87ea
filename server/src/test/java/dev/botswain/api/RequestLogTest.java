package dev.botswain.api;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.botswain.testing.Botswain;
import java.net.http.HttpRequest;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What paths leave in logs, metrics and errors.
class RequestLogTest {
  private static final String SECRET = "aW50ZXJhY3Rpb246MTIz";

  private static Botswain botswain;
  private static String session;

  private final Logger root = (Logger) org.slf4j.LoggerFactory.getLogger("ROOT");
  private final Logger requests =
      (Logger) org.slf4j.LoggerFactory.getLogger("dev.botswain.api.requests");
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getFormattedMessage() + event.getKeyValuePairs());
        }
      };

  @BeforeAll
  static void start() {
    botswain = Botswain.start();
    session = botswain.session(TOKEN);
  }

  @AfterAll
  static void stop() {
    botswain.close();
  }

  @BeforeEach
  void listen() {
    appender.start();
    root.addAppender(appender);
    requests.setLevel(Level.INFO);
  }

  @AfterEach
  void restore() {
    root.detachAppender(appender);
    requests.setLevel(null);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /api/interactions/12/SECRET/reply, /api/interactions/12/…/reply",
    "POST, /api/interactions/12/SECRETSECRETSECRET/modal, /api/interactions/12/…/modal",
    "GET, /api/interactions/12/SECRET/reply, /api/interactions/12/…/reply",
    "POST, /api/interactions/12/SECRET/nothing, /api/interactions/12/…",
    "POST, /api/interactions/12/SECRET/callback, /api/interactions/12/…",
    "POST, /api/webhooks/12/SECRET, /api/webhooks/12/…",
    "POST, /api/webhooks/12/SECRET/slack, /api/webhooks/12/…",
    "POST, /api/v8/webhooks/12/SECRET, /api/v8/webhooks/12/…",
    "POST, /api/v11/interactions/12/SECRET/callback, /api/v11/interactions/12/…",
    "POST, /api/v10/webhooks/12/SECRET, /api/v10/webhooks/12/…",
    "POST, /API/WebHooks/12/SECRET, /API/WebHooks/12/…",
    "POST, /api/webhooks//12//SECRET, /api/webhooks//12//…",
    "POST, /api/webhooks/./12/SECRET, /api/webhooks/./12/…",
    "POST, /api/%77ebhooks/12/SECRET, /api/…",
    "POST, /api/webhooks%2f12%2fSECRET, /api/…",
    "GET, /webhooks/12/SECRET, /webhooks/12/…",
    "GET, /api/guilds/SECRETSECRETSECRET, /api/guilds/…",
    "DELETE, /api/sessions/SECRETSECRETSECRET, /api/sessions/…",
    "GET, /api/v10/channels/12/SECRETSECRETSECRET, /api/v10/channels/12/…",
  })
  void path_withASecret_leavesItNowhere(String method, String path, String shown) {
    Botswain.Answer answer =
        botswain.send(
            Botswain.request(botswain.url() + path.replace("SECRET", SECRET))
                .method(method, HttpRequest.BodyPublishers.ofString("{}")),
            session);

    eventually(() -> assertThat(lines).anyMatch(line -> line.contains("path=\"" + shown + "\"")));
    assertThat(lines).noneMatch(line -> line.contains(SECRET));
    assertThat(answer.raw().body()).doesNotContain(SECRET);
    assertThat(botswain.metrics()).doesNotContain(SECRET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Request-ID",
        "User-Agent",
        "Referer",
        "Cookie",
        "Idempotency-Key",
        "X-Forwarded-For"
      })
  void header_withASessionId_leavesItNowhere(String name) {
    Botswain.Answer answer =
        botswain.send(
            Botswain.request(botswain.url() + "/api/guilds/12").header(name, session).GET(),
            session);

    String id = answer.header("X-Request-ID");
    eventually(() -> assertThat(lines).anyMatch(line -> line.contains(id)));
    String secret = session.substring(session.lastIndexOf('.') + 1);
    assertThat(lines).noneMatch(line -> line.contains(secret));
    assertThat(answer.raw().toString() + answer.raw().headers() + answer.raw().body())
        .doesNotContain(secret);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "4bf92f3577b34da6a3ce929d0e0e4736",
        "01ARZ3NDEKTSV4RRFFQ69G5FAV",
        "Root=1-67891233-abcdef012345678912345678",
        "E3B0C442-98FC-1C14-9AFB-F4C8996FB924",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
      })
  void requestId_ofTheCaller_isKept(String id) {
    Botswain.Answer answer =
        botswain.send(
            Botswain.request(botswain.url() + "/api/guilds").header("X-Request-ID", id).GET(),
            session);

    assertThat(answer.header("X-Request-ID")).isEqualTo(id);
  }
}
