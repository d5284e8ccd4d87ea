package dev.botswain.event;

import dev.botswain.config.DataConfig;
import dev.botswain.limit.Limit;
import dev.botswain.limit.Owner;
import dev.botswain.limit.Owners;
import dev.botswain.limit.Turns;
import dev.botswain.store.Change;
import dev.botswain.store.Condition;
import dev.botswain.store.EventStore;
import dev.botswain.store.EventStore.LogEnds;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.Retention;
import dev.botswain.store.Store;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.Together;
import dev.botswain.trace.Traces;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event logs of bots. They stay open when their bot is logged out, for those who still read.
public final class EventLogs {
  private static final Logger log = LoggerFactory.getLogger(EventLogs.class);

  private final Store store;
  private EventStore events;
  private final InstantSource clock;
  private final AtomicLong lastId;
  private final Map<Long, EventLog> logs = new ConcurrentHashMap<>();
  private final AtomicBoolean trimming = new AtomicBoolean();
  private final Owners owners;
  private final Retained retained;
  private final Turns pages = new Turns(Limit.PAGES.shares());

  /// The same where each bot is its own owner.
  public EventLogs(
      Store store, InstantSource clock, MeterRegistry metrics, DataConfig data, long lastId) {
    this(store, clock, metrics, data, Owners.BOTS, lastId);
  }

  /// @param data says how much of the events is kept
  /// @param owners to whom bots belong
  /// @param lastId the highest id that an event of an earlier run has
  public EventLogs(
      Store store,
      InstantSource clock,
      MeterRegistry metrics,
      DataConfig data,
      Owners owners,
      long lastId) {
    this.owners = owners;
    this.retained = new Retained(owners, data);
    this.store = store;
    this.events = store.events();
    this.clock = clock;
    this.lastId = new AtomicLong(Math.max(lastId, StoredEvent.idAt(clock.millis())));
    Gauge.builder("botswain.events.readers", logs, EventLogs::readers)
        .description("Readers of events: SSE, WebSocket, long polls, webhooks, relay")
        .register(metrics);
    Gauge.builder("botswain.store.backlog", store.events(), EventStore::unstoredBytes)
        .description("Bytes of events that are not stored yet")
        .baseUnit("bytes")
        .register(metrics);
  }

  private static double readers(Map<Long, EventLog> logs) {
    return logs.values().stream().mapToInt(EventLog::readers).sum();
  }

  /// Traces what is appended to logs that are opened from now on.
  public void trace(Traces by) {
    if (by.isOn()) {
      events = new TracedEvents(store.events(), by);
    }
  }

  /// Loads the logs of some bots that this node has claimed. They must be loaded before [#of] is
  /// called for them. A log that never existed begins; one that is open by the same claim stays.
  ///
  /// @return fails with [dev.botswain.store.StoreFailedException] or
  ///   [dev.botswain.store.StoreUnusableException]
  public Future<Void> open(Collection<Claim> claims) {
    List<Claim> unknown = claims.stream().filter(claim -> !isOpen(claim)).toList();
    return unknown.isEmpty()
        ? Future.succeededFuture()
        : store
            .events()
            .ends(unknown.stream().map(Claim::bot).toList())
            .map(ends -> {
              unknown.forEach(claim -> open(claim, ends.get(claim.bot())));
              return null;
            });
  }

  private boolean isOpen(Claim claim) {
    EventLog log = logs.get(claim.bot());
    return log != null && log.epoch() == claim.epoch();
  }

  private void open(Claim claim, @Nullable LogEnds ends) {
    logs.compute(
        claim.bot(),
        (_, before) -> {
          if (before != null && before.epoch() >= claim.epoch()) {
            return before;
          }
          if (before != null) {
            before.close();
          }
          return begin(claim, ends);
        });
  }

  /// Another node's clock may be ahead of this one's, so the ids of this node first catch up with
  /// those that the log has.
  private EventLog begin(Claim claim, @Nullable LogEnds ends) {
    long botId = claim.bot();
    if (ends != null) {
      lastId.accumulateAndGet(ends.last(), Math::max);
    }
    var opened =
        new EventLog(
            claim,
            owners.owner(botId, botId),
            events,
            clock,
            ends == null ? LogEnds.EMPTY : ends,
            this::nextId,
            pages);
    if (ends == null) {
      store.write(new Change.BeginLog(botId, opened.trimmed()));
    }
    return opened;
  }

  /// Closes the log of a bot that leaves this node: nothing is appended to it any more.
  public void close(Claim claim) {
    EventLog log = logs.get(claim.bot());
    if (log != null && log.epoch() <= claim.epoch()) {
      log.close();
    }
  }

  /// Forgets a log after [#close].
  public void forget(Claim claim) {
    logs.computeIfPresent(claim.bot(), (_, log) -> log.epoch() <= claim.epoch() ? null : log);
  }

  /// The number of open logs.
  public int size() {
    return logs.size();
  }

  /// Ids grow, and never fall behind the clock: a store finds old events by them.
  private long nextId() {
    long atLeast = StoredEvent.idAt(clock.millis());
    return lastId.updateAndGet(last -> Math.max(last + 1, atLeast));
  }

  /// A bot connects. Until it connects again, its use counts toward the share of its present owner.
  public Owner enter(long botId) {
    EventLog log = of(botId);
    Owner owner = owners.owner(botId, log.applicationId());
    log.owner(owner);
    return owner;
  }

  /// The log of a bot.
  ///
  /// @throws LogNotOpenException if the bot has left this node
  public EventLog of(long botId) {
    EventLog log = logs.get(botId);
    if (log == null) {
      throw new LogNotOpenException(botId);
    }
    return log;
  }

  /// Whether the store cannot write, so that nothing new is seen for now.
  public boolean isStoreFailing() {
    return store.condition() instanceof Condition.Failing;
  }

  /// Whether an event may have this id, of this or of an earlier run.
  public boolean mayHave(long id) {
    return id >= 0 && id <= lastId.get();
  }

  /// Deletes what is too old or too much. To be called periodically; a call during another one does
  /// nothing.
  public Future<Void> trim() {
    if (!trimming.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    return store
        .events()
        .trim(retention())
        .onSuccess(trimmed -> trimmed.forEach(this::trimmed))
        .onFailure(e -> log.warn("old events could not be forgotten: {}", e.toString()))
        .onComplete(_ -> trimming.set(false))
        .mapEmpty();
  }

  private Retention retention() {
    return retained.by(clock.instant(), logs.values());
  }

  /// The bots of an owner that may have several, connected or not.
  public Set<Long> bots(String owner) {
    return retained.groups(logs.values()).entrySet().stream()
        .filter(group -> group.getKey().name().equals(owner))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(Set.of());
  }

  /// Which bots have one share together.
  public Together together() {
    return Together.of(retained.groups(logs.values()).values());
  }

  private void trimmed(long botId, long upTo) {
    EventLog log = logs.get(botId);
    if (log != null) {
      log.trimmed(upTo);
    }
  }
}
