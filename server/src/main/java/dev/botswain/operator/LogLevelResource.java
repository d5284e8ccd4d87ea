package dev.botswain.operator;

import dev.botswain.audit.Target;
import dev.botswain.config.LogsConfig;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.log.LogLevels;
import dev.botswain.time.Timestamp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeoutException;

/// How much is logged, at run time.
final class LogLevelResource implements Resource {
  private static final int USUAL_SECONDS = 3_600;

  private final LogLevels levels;
  private final OperatorAudit audit;

  LogLevelResource(LogLevels levels, OperatorAudit audit) {
    this.levels = levels;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "getLogLevel",
        Operation.fromMemory(_ -> view()),
        "setLogLevel",
        this::set,
        "resetLogLevel",
        this::reset);
  }

  private Answer set(Call call) throws TimeoutException {
    JsonObject body = call.body();
    String logger = body.getString("logger", LogLevels.OURS);
    var level = LogsConfig.Level.valueOf(body.getString("level").toUpperCase(Locale.ROOT));
    if (!LogLevels.isAllowed(logger, level)) {
      throw RequestRefusedException.field(
          "logger",
          "must be %s or below it for this level: debug lines of libraries may hold secrets"
              .formatted(LogLevels.OURS));
    }
    var duration = Duration.ofSeconds(body.getInteger("seconds", USUAL_SECONDS));
    return audit.run(
        call,
        "setLogLevel",
        0,
        Target.of("logger", logger),
        () -> {
          levels.set(logger, level, duration);
          return view();
        });
  }

  private Answer reset(Call call) throws TimeoutException {
    return audit.run(
        call,
        "resetLogLevel",
        0,
        Target.NONE,
        () -> {
          levels.reset();
          return view();
        });
  }

  private Answer view() {
    return Answer.json(
        new View(
            word(levels.configured()),
            levels.changes().stream()
                .map(one -> new Change(one.logger(), word(one.level()), Timestamp.of(one.until())))
                .toList()));
  }

  private static String word(LogsConfig.Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private record View(String configured, List<Change> changes) {}

  private record Change(String logger, String level, String until) {}
}
