package dev.botswain.log;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import dev.botswain.config.LogsConfig;
import java.util.List;
import org.slf4j.LoggerFactory;

/// Starts and stops the log of the whole process.
public final class Logging {
  private static final String RECENT = "recent";
  private static final int QUEUED_LINES = 8192;
  private static final int LAST_LINES_MS = 5000;

  private Logging() {}

  /// Replaces the set-up that Logback found by itself. Our own loggers log from the configured
  /// level on. Those of libraries never log below INFO, because their debug lines may show what
  /// passes over the wire.
  public static void start(LogsConfig logs) {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    context.start();

    var console = new ConsoleAppender<ILoggingEvent>();
    console.setContext(context);
    console.setTarget("System.err");
    var lines =
        switch (logs.format()) {
          case TEXT -> new TextLines();
          case JSON -> new JsonLines();
        };
    lines.setContext(context);
    lines.start();
    console.setEncoder(lines);
    console.start();

    var queue = new AsyncAppender();
    queue.setContext(context);
    queue.setQueueSize(QUEUED_LINES);
    queue.setDiscardingThreshold(0);
    queue.setNeverBlock(true);
    queue.setMaxFlushTime(LAST_LINES_MS);
    queue.addAppender(console);
    queue.start();

    var level = Level.toLevel(logs.level().name());
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.setLevel(level.isGreaterOrEqual(Level.INFO) ? level : Level.INFO);
    root.addAppender(queue);
    context.getLogger("dev.botswain").setLevel(level);
    root.addAppender(remembering(context));
    // It warns that a connection ended before it was used, and not whose it was; the request that
    // wanted it fails with a log line of ours, which names the bot.
    context.getLogger("io.vertx.core.http.impl.HttpClientConnection").setLevel(Level.ERROR);
    // It logs each way that it tries; we log the outcome.
    context.getLogger("org.sqlite.SQLiteJDBCLoader").setLevel(Level.OFF);
  }

  private static RecentLines remembering(LoggerContext context) {
    var lines = new TextLines();
    lines.setContext(context);
    lines.start();
    var recent = new RecentLines(lines);
    recent.setName(RECENT);
    recent.setContext(context);
    recent.start();
    return recent;
  }

  /// The last warnings and errors of this process, some hundred at most, the oldest first.
  public static List<String> recent() {
    var root =
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
    return root.getAppender(RECENT) instanceof RecentLines recent ? recent.all() : List.of();
  }

  /// Writes what is still queued, for at most 5 s. Anything logged afterwards is lost.
  public static void stop() {
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }
}
