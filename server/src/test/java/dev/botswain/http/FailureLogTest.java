package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.botswain.error.ApiError;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class FailureLogTest {
  private static final String SESSION = "Authorization: good-session";

  private final Logger logger = (Logger) LoggerFactory.getLogger(Exchange.class);
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
    logger.setAdditive(false);
  }

  @AfterEach
  void restore() {
    logger.detachAppender(appender);
    logger.setAdditive(true);
  }

  /// The caller learns only that Discord failed; the operator must learn why.
  @Test
  void request_failsForAReasonBeyondUs_isLoggedWithTheReason() throws Exception {
    Operation failing =
        _ -> {
          throw new TimeoutException("the line is dead");
        };
    try (var server = new TestServer().with("listMembers", failing).start()) {
      assertThat(server.get("/api/members", SESSION, "X-Request-ID: r1").status()).isEqualTo(504);

      var event = lines.poll(10, TimeUnit.SECONDS);
      assertThat(event).isNotNull();
      Map<String, String> pairs =
          event.getKeyValuePairs().stream()
              .collect(Collectors.toMap(pair -> pair.key, pair -> pair.value.toString()));
      assertThat(pairs).containsEntry("request", "r1").containsEntry("path", "/api/members");
      assertThat(pairs.get("because")).contains("the line is dead");
    }
  }

  @Test
  void request_refused_isNoFailure() throws Exception {
    Operation refusing =
        _ -> {
          throw ApiError.UNKNOWN_GUILD.refusal();
        };
    try (var server = new TestServer().with("listMembers", refusing).start()) {
      assertThat(server.get("/api/members", SESSION).status()).isEqualTo(404);
    }
    assertThat(lines).isEmpty();
  }
}
