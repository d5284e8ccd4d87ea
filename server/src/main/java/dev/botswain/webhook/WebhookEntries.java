package dev.botswain.webhook;

import dev.botswain.event.EventLogs;
import dev.botswain.limit.Limit;
import dev.botswain.limit.Owner;
import dev.botswain.limit.Quota;
import dev.botswain.limit.QuotaReachedException;
import dev.botswain.session.SessionWatcher;
import dev.botswain.share.Shares;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.time.Await;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The existing webhooks, by id, and their deliverers. A webhook is changed by one caller at a
/// time; reports of its deliverer count only while the deliverer is the current one. Thread-safe.
final class WebhookEntries implements DeliveryParts.Listener {
  private static final Logger log = LoggerFactory.getLogger(WebhookEntries.class);

  private final DeliveryParts parts;
  private final EventLogs logs;
  private final LagMetrics lags;
  private final Map<String, WebhookEntry> byId = new ConcurrentHashMap<>();
  private final Shares<String> places = Limit.WEBHOOKS.shares();
  private volatile boolean closed;

  WebhookEntries(
      Sender sender, Store store, EventLogs logs, MeterRegistry metrics, BooleanSupplier leased) {
    this.logs = logs;
    this.parts = new DeliveryParts(sender, store, metrics, this, Thread::sleep, leased);
    this.lags = new LagMetrics(metrics);
    Gauge.builder("botswain.webhooks", byId, Map::size)
        .description("Webhooks, including those that are not enabled")
        .register(metrics);
  }

  /// What it takes to deliver.
  DeliveryParts parts() {
    return parts;
  }

  /// The webhooks that exist at the moment.
  Collection<WebhookEntry> all() {
    return byId.values();
  }

  /// How many an owner's bots have.
  long count(String owner) {
    return places.taken(owner);
  }

  @Nullable WebhookEntry find(String id) {
    return byId.get(id);
  }

  /// Begins with one of a bot that has come here, even where there are too many.
  void adopt(WebhookEntry entry) {
    Owner owner = logs.of(entry.webhook.botId()).owner();
    places.takeAnyway(owner.name(), 1);
    entry.place = owner.name();
    enter(entry);
  }

  /// Stores a new one, and begins with it. Waits.
  ///
  /// @param record is stored with it
  /// @throws QuotaReachedException if the operator allows no more
  /// @throws TooManyWebhooksException if the bot or the server has the maximum number
  void add(WebhookEntry entry, Change record) {
    Webhook webhook = entry.webhook;
    Owner owner = logs.of(webhook.botId()).owner();
    Long quota = owner.quota(Quota.WEBHOOKS);
    Shares.Refusal full = places.take(owner.name(), 1, owner.most(Quota.WEBHOOKS, places.share()));
    if (full == Shares.Refusal.SHARE && quota != null) {
      throw new QuotaReachedException(Quota.WEBHOOKS, quota);
    }
    if (full != null) {
      throw new TooManyWebhooksException(full, places);
    }
    try {
      Await.of(
          parts
              .store()
              .write(
                  List.of(
                      new Change.PutWebhook(WebhookJson.write(webhook, entry.cursor)), record)));
    } catch (RuntimeException notStored) {
      places.give(owner.name());
      throw notStored;
    }
    entry.place = owner.name();
    enter(entry);
  }

  private void enter(WebhookEntry entry) {
    byId.put(entry.webhook.id(), entry);
    begin(entry);
    if (entry.owner != null) {
      SessionWatcher ends = ownerEnds(entry);
      entry.ownerEnds = ends;
      entry.owner.watch(ends);
    }
  }

  private SessionWatcher ownerEnds(WebhookEntry entry) {
    return new SessionWatcher() {
      @Override
      public void ended() {
        ownerEnded(entry);
      }

      @Override
      public void moved() {} // The webhook moves with its bot.
    };
  }

  /// On any thread. The store deletes the webhook together with its session.
  private void ownerEnded(WebhookEntry entry) {
    String id = entry.webhook.id();
    if (leave(entry)) {
      parts.store().write(new Change.RemoveWebhook(id)); // Its own write may be in progress.
      log.atInfo().addKeyValue("webhook", id).log("webhook ended with its session");
    }
  }

  /// @return whether it existed
  private boolean leave(WebhookEntry entry) {
    if (!forget(entry)) {
      return false;
    }
    entry.end();
    return true;
  }

  /// @return whether it was here
  private boolean forget(WebhookEntry entry) {
    Webhook webhook = entry.webhook;
    if (!byId.remove(webhook.id(), entry)) {
      return false;
    }
    synchronized (entry) {
      if (entry.place != null) {
        places.give(entry.place);
        entry.place = null;
      }
    }
    if (entry.owner != null && entry.ownerEnds != null) {
      entry.owner.unwatch(entry.ownerEnds);
    }
    lags.forget(webhook.id());
    return true;
  }

  /// Those of a bot that leaves this node stop, between two events.
  ///
  /// @return completes when no attempt is in progress
  Future<Void> finish(long botId) {
    return Future.join(of(botId).stream().map(WebhookEntry::finish).toList()).mapEmpty();
  }

  /// After [#finish]: forgets them, and aborts what is still in progress.
  ///
  /// @return what is to be stored of them
  List<Change> abandon(long botId) {
    var positions = new ArrayList<Change>();
    for (WebhookEntry entry : of(botId)) {
      if (forget(entry)) {
        entry.abandon();
        positions.add(new Change.MoveWebhook(entry.webhook.id(), entry.done()));
      }
    }
    return positions;
  }

  private List<WebhookEntry> of(long botId) {
    return byId.values().stream().filter(entry -> entry.webhook.botId() == botId).toList();
  }

  private void begin(WebhookEntry entry) {
    String id = entry.webhook.id();
    entry.begin(parts, logs, () -> !closed && byId.get(id) == entry);
  }

  /// Changes one, and stores it. Waits.
  ///
  /// @param after the id to continue after; empty to stay at the current position
  /// @param record is stored with it
  /// @throws UnknownWebhookException if it has been deleted
  Webhook replace(String id, UnaryOperator<Webhook> change, Optional<Long> after, Change record) {
    return alone(
        id,
        entry -> {
          Webhook now = change.apply(entry.webhook);
          var changes = new ArrayList<Change>();
          changes.add(new Change.PutWebhook(WebhookJson.write(now, entry.done())));
          changes.add(record);
          after.ifPresent(place -> {
            changes.add(new Change.MoveWebhook(id, place));
            entry.end(); // Otherwise it could continue from an earlier position.
          });
          try {
            Await.of(parts.store().write(changes));
          } catch (RuntimeException notStored) {
            begin(entry);
            throw notStored;
          }
          synchronized (entry) {
            entry.end();
            entry.webhook = now;
            entry.cursor = after.orElse(entry.cursor);
            begin(entry);
          }
          return now;
        });
  }

  /// Runs an action on the current state of a webhook, after all changes that others have begun.
  ///
  /// @throws UnknownWebhookException if it has been deleted
  private <T> T alone(String id, Function<WebhookEntry, T> work) {
    WebhookEntry entry = byId.get(id);
    if (entry == null) {
      throw new UnknownWebhookException();
    }
    entry.changes.lock();
    try {
      if (byId.get(id) != entry) {
        throw new UnknownWebhookException();
      }
      return work.apply(entry);
    } finally {
      entry.changes.unlock();
    }
  }

  /// Deletes one, with its dead letters. Waits.
  ///
  /// @throws UnknownWebhookException if it has been deleted already
  void delete(String id, Change record) {
    alone(
        id,
        entry -> {
          Await.of(parts.store().write(List.of(new Change.RemoveWebhook(id), record)));
          leave(entry);
          return entry;
        });
  }

  @Override
  public void gone(Webhook webhook) {
    disable(webhook, "the receiver answered 410 Gone");
  }

  private void disable(Webhook webhook, String because) {
    WebhookEntry entry = byId.get(webhook.id());
    if (entry == null || closed) {
      return;
    }
    entry.changes.lock();
    try {
      synchronized (entry) {
        if (entry.webhook != webhook || byId.get(webhook.id()) != entry) {
          return; // The receiver was replaced or removed.
        }
        entry.end();
        entry.webhook = webhook.disabled(because);
        parts.store().write(new Change.PutWebhook(WebhookJson.write(entry.webhook, entry.cursor)));
      }
    } finally {
      entry.changes.unlock();
    }
    log.atWarn().addKeyValue("webhook", webhook.id()).log("disabled: {}", because);
  }

  @Override
  public void brokenOff(Webhook webhook) {
    WebhookEntry entry = byId.get(webhook.id());
    if (entry == null || closed) {
      return;
    }
    entry.changes.lock();
    try {
      synchronized (entry) {
        entry.end();
        begin(entry);
      }
    } finally {
      entry.changes.unlock();
    }
  }

  /// Its bot may have come back as another tenant's.
  private void recount(WebhookEntry entry) {
    String owner = logs.of(entry.webhook.botId()).owner().name();
    synchronized (entry) {
      String place = entry.place;
      if (place != null && !place.equals(owner)) {
        places.takeAnyway(owner, 1);
        places.give(place);
        entry.place = owner;
      }
    }
  }

  /// Stores all positions, and measures how far all webhooks are behind. To be called periodically.
  void sweep() {
    Instant now = parts.now();
    for (WebhookEntry entry : byId.values()) {
      recount(entry);
      Deliverer deliverer;
      Webhook webhook;
      synchronized (entry) {
        deliverer = entry.deliverer;
        webhook = entry.webhook;
      }
      if (deliverer != null) {
        deliverer.save();
        parts
            .store()
            .events()
            .backlog(webhook.botId(), deliverer.done())
            .onSuccess(behind -> {
              if (byId.get(webhook.id()) == entry) {
                lags.measured(webhook.id(), behind, now);
              }
            });
      }
    }
  }

  /// Stops all deliveries, for good.
  void close() {
    closed = true;
    byId.values().forEach(WebhookEntry::end);
  }
}
