package dev.botswain.event;

import dev.botswain.limit.Limit;
import dev.botswain.limit.Turns;
import dev.botswain.store.Change;
import dev.botswain.store.Condition;
import dev.botswain.store.Kept.LogEnds;
import dev.botswain.store.Retention;
import dev.botswain.store.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event logs of all bots, including those that are not logged in.
public final class EventLogs {
  private static final Logger log = LoggerFactory.getLogger(EventLogs.class);

  /// Each millisecond has room for this many ids, so that no start can begin below an earlier one.
  private static final int IDS_A_MILLI_BITS = 8;

  private final Store store;
  private final InstantSource clock;
  private final Duration age;
  private final int perBot;
  private final long bytes;
  private final AtomicLong lastId;
  private final Map<Long, EventLog> logs = new ConcurrentHashMap<>();
  private final AtomicBoolean trimming = new AtomicBoolean();
  private final Turns<Long> pages = new Turns<>(Limit.PAGES.shares());

  /// @param kept the ends of the existing logs
  /// @param age how long events are kept at most
  /// @param perBot how many events of a bot are kept at most
  /// @param bytes how much space all events may take
  public EventLogs(
      Store store,
      InstantSource clock,
      MeterRegistry metrics,
      Map<Long, LogEnds> kept,
      Duration age,
      int perBot,
      long bytes) {
    this.store = store;
    this.clock = clock;
    this.age = age;
    this.perBot = perBot;
    this.bytes = bytes;
    long stored = kept.values().stream().mapToLong(LogEnds::last).max().orElse(0);
    this.lastId = new AtomicLong(Math.max(stored, clock.millis() << IDS_A_MILLI_BITS));
    kept.forEach((bot, ends) -> logs.put(bot, create(bot, ends)));
    Gauge.builder("botswain.events.readers", logs, EventLogs::readers)
        .description("Readers of events: SSE, WebSocket, long polls, webhooks, relay")
        .register(metrics);
    Gauge.builder("botswain.store.backlog", store, Store::backlogBytes)
        .description("Bytes of events that are not stored yet")
        .baseUnit("bytes")
        .register(metrics);
  }

  private static double readers(Map<Long, EventLog> logs) {
    return logs.values().stream().mapToInt(EventLog::readers).sum();
  }

  private EventLog create(long botId, LogEnds ends) {
    return new EventLog(botId, store, clock, ends, lastId::incrementAndGet, pages);
  }

  /// The log of a bot.
  public EventLog of(long botId) {
    return logs.computeIfAbsent(
        botId,
        id -> {
          EventLog begun = create(id, LogEnds.EMPTY);
          store.write(new Change.BeginLog(id, begun.trimmed()));
          return begun;
        });
  }

  /// Whether the store cannot write, so that readers see no new events for now.
  public boolean isStoreFailing() {
    return store.condition() instanceof Condition.Failing;
  }

  /// Whether an event can have this id, in this or an earlier run.
  public boolean mayHave(long id) {
    return id >= 0 && id <= lastId.get();
  }

  /// Deletes events that are too old or too many. To be called periodically; a call while another
  /// is running does nothing.
  public Future<Void> trim() {
    if (!trimming.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    return store
        .trim(new Retention(clock.instant().minus(age), perBot, bytes))
        .onSuccess(trimmed -> trimmed.forEach((bot, upTo) -> of(bot).trimmed(upTo)))
        .onFailure(e -> log.warn("old events could not be forgotten: {}", e.toString()))
        .onComplete(_ -> trimming.set(false))
        .mapEmpty();
  }
}
