package dev.botswain.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import dev.botswain.config.LogsConfig;
import io.vertx.core.http.impl.HttpClientConnection;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {
  private final PrintStream console = System.err;

  @AfterEach
  void restore() throws Exception {
    System.setErr(console);
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new ContextInitializer(context).autoConfig();
  }

  @Test
  void stop_queuedLines_areWritten() {
    var written =
        logged(
            new LogsConfig(LogsConfig.Format.TEXT, LogsConfig.Level.INFO),
            () -> {
              for (int i = 0; i < 1000; i++) {
                LoggerFactory.getLogger("dev.botswain.Test").info("line {}", i);
              }
            });

    assertThat(written.lines()).hasSize(1000).last().asString().endsWith("Test line 999");
  }

  @Test
  void start_debug_keepsLibrariesAtInfo() {
    var written =
        logged(
            new LogsConfig(LogsConfig.Format.JSON, LogsConfig.Level.DEBUG),
            () -> {
              LoggerFactory.getLogger("dev.botswain.Test").debug("ours");
              LoggerFactory.getLogger("io.netty.Test").debug("theirs");
            });

    assertThat(written).contains("ours").doesNotContain("theirs");
  }

  @Test
  void start_warn_silencesInfoOfAll() {
    var written =
        logged(
            new LogsConfig(LogsConfig.Format.TEXT, LogsConfig.Level.WARN),
            () -> {
              LoggerFactory.getLogger("dev.botswain.Test").info("ours");
              LoggerFactory.getLogger("io.netty.Test").info("theirs");
              LoggerFactory.getLogger("io.netty.Test").warn("bad");
            });

    assertThat(written.lines()).singleElement().asString().endsWith("WARN  Test bad");
  }

  /// As Vert.x logs it, without saying whose connection it was.
  @Test
  void start_connectionEndsUnused_saysNothing() {
    var written =
        logged(
            new LogsConfig(LogsConfig.Format.TEXT, LogsConfig.Level.TRACE),
            () -> HttpClientConnection.DEFAULT_EVICTION_HANDLER.handle(null));

    assertThat(written).isEmpty();
  }

  private static String logged(LogsConfig logs, Runnable work) {
    var bytes = new ByteArrayOutputStream();
    System.setErr(new PrintStream(bytes, true, UTF_8));
    Logging.start(logs);
    work.run();
    Logging.stop();
    return bytes.toString(UTF_8);
  }
}
