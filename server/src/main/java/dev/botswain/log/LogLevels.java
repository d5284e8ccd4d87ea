package dev.botswain.log;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import dev.botswain.config.LogsConfig;
import dev.botswain.time.Alarm;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/// Changes at run time of how much is logged. Each ends by itself after a while, so that a server
/// does not log its debug lines for weeks because somebody forgot. Thread-safe.
public final class LogLevels {
  /// The parent of all our own loggers.
  public static final String OURS = "dev.botswain";

  private static final org.slf4j.Logger log = LoggerFactory.getLogger(LogLevels.class);

  private final LogsConfig.Level configured;
  private final InstantSource clock;
  private final Supplier<Alarm> alarms;
  private final Map<String, Changed> changes = new TreeMap<>();

  private record Changed(
      LogsConfig.Level level, Instant until, @Nullable Level before, Alarm end) {}

  /// @param alarms makes an alarm
  public LogLevels(LogsConfig.Level configured, InstantSource clock, Supplier<Alarm> alarms) {
    this.configured = configured;
    this.clock = clock;
    this.alarms = alarms;
  }

  /// A change that has not ended yet.
  public record Change(String logger, LogsConfig.Level level, Instant until) {}

  /// The level of the configuration.
  public LogsConfig.Level configured() {
    return configured;
  }

  /// The changes, by the names of their loggers.
  public synchronized List<Change> changes() {
    return changes.entrySet().stream()
        .map(
            entry -> new Change(entry.getKey(), entry.getValue().level(), entry.getValue().until()))
        .toList();
  }

  /// Whether a logger may log from a level on: only ours go below INFO, because debug lines of
  /// libraries may show what passes over the wire.
  public static boolean isAllowed(String logger, LogsConfig.Level level) {
    return logger.equals(OURS)
        || logger.startsWith(OURS + ".")
        || level.compareTo(LogsConfig.Level.INFO) <= 0;
  }

  /// Logs from another level on, for a while. Replaces a change of the same logger.
  ///
  /// @throws IllegalArgumentException unless it [#isAllowed]
  public synchronized void set(String logger, LogsConfig.Level level, Duration duration) {
    if (!isAllowed(logger, level)) {
      throw new IllegalArgumentException(logger + " may not log from " + level + " on");
    }
    Changed earlier = changes.get(logger);
    Logger changed = logger(logger);
    Level before = earlier == null ? changed.getLevel() : earlier.before();
    if (earlier != null) {
      earlier.end().stop();
    }
    Alarm end = alarms.get();
    changes.put(logger, new Changed(level, clock.instant().plus(duration), before, end));
    changed.setLevel(Level.toLevel(level.name()));
    end.set(duration, () -> end(logger, end));
    log.atInfo().addKeyValue("of", logger).addKeyValue("level", level).log("log level changed");
  }

  private synchronized void end(String logger, Alarm alarm) {
    Changed changed = changes.get(logger);
    if (changed != null && changed.end() == alarm) {
      end(logger, changed);
    }
  }

  private void end(String logger, Changed changed) {
    changes.remove(logger);
    changed.end().stop();
    logger(logger).setLevel(changed.before());
    log.atInfo().addKeyValue("of", logger).log("log level is as configured again");
  }

  /// Ends all changes.
  public synchronized void reset() {
    Map.copyOf(changes).forEach(this::end);
  }

  private static Logger logger(String name) {
    return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
  }
}
