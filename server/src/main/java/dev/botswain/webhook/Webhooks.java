package dev.botswain.webhook;

import dev.botswain.config.Config;
import dev.botswain.event.EventFilter;
import dev.botswain.event.EventLogs;
import dev.botswain.limit.Limit;
import dev.botswain.session.Session;
import dev.botswain.share.Shares;
import dev.botswain.store.Backlog;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredWebhook;
import dev.botswain.time.Await;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All webhooks of the server. Methods marked with "Waits" must be called on virtual threads, and
/// fail with [dev.botswain.store.StoreFailedException] without having done anything.
public final class Webhooks implements AutoCloseable {
  /// How many of a bot's webhooks a narrow session may have.
  static final int MOST_OF_A_SESSION = 25;

  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

  private final InstantSource clock;
  private final Store store;
  private final EventLogs logs;
  private final Sender sender;
  private final Rounds rounds;
  private final Singles singles;
  private final LagMetrics lags;
  private final Map<String, Standing> byId = new ConcurrentHashMap<>();
  private final Shares<Long> places = Limit.WEBHOOKS.shares();
  private volatile boolean closed;

  /// Sends nothing before [#restore] or [#create].
  ///
  /// @param version of Botswain, for the User-Agent
  public Webhooks(
      Vertx vertx,
      InstantSource clock,
      MeterRegistry metrics,
      Store store,
      EventLogs logs,
      Config.Webhooks.Reach reach,
      String version) {
    this.clock = clock;
    this.store = store;
    this.logs = logs;
    this.sender = new Sender(vertx, clock, new Destinations(vertx, reach), version);
    this.rounds = new Rounds(sender, store, metrics, this::gone, this::beginAnew, Thread::sleep);
    this.singles = new Singles(rounds);
    Gauge.builder("botswain.webhooks", byId, Map::size)
        .description("Webhooks, including those that are not enabled")
        .register(metrics);
    this.lags = new LagMetrics(metrics);
  }

  /// Restores the webhooks of an earlier run, which continue where it ended.
  ///
  /// @param sessions finds live sessions by their keys
  public void restore(
      Collection<StoredWebhook> kept, Function<String, @Nullable Session> sessions) {
    for (StoredWebhook stored : kept) {
      Session owner = stored.owner() == null ? null : sessions.apply(stored.owner());
      if (stored.owner() != null && owner == null) {
        store.write(new Change.RemoveWebhook(stored.id()));
        continue;
      }
      try {
        var standing = new Standing(WebhookJson.read(stored), owner, stored.cursor());
        standing.placed = places.take(stored.botId()) == null;
        enter(standing);
      } catch (IllegalArgumentException unusable) {
        log.atError().addKeyValue("webhook", stored.id()).setCause(unusable).log("not restored");
      }
    }
  }

  private void enter(Standing standing) {
    byId.put(standing.webhook.id(), standing);
    begin(standing);
    if (standing.owner != null) {
      standing.ownerEnds = () -> ownerEnded(standing);
      standing.owner.onEnd(standing.ownerEnds);
    }
  }

  /// On any thread. The store deletes the webhook together with its session.
  private void ownerEnded(Standing standing) {
    String id = standing.webhook.id();
    if (leave(standing)) {
      store.write(new Change.RemoveWebhook(id)); // In case it was only just being stored.
      lags.forget(id);
      log.atInfo().addKeyValue("webhook", id).log("webhook ended with its session");
    }
  }

  /// @return whether it existed
  private boolean leave(Standing standing) {
    Webhook webhook = standing.webhook;
    if (!byId.remove(webhook.id(), standing)) {
      return false;
    }
    if (standing.placed) {
      places.give(webhook.botId());
    }
    if (standing.owner != null) {
      standing.owner.offEnd(standing.ownerEnds);
    }
    standing.end();
    return true;
  }

  private void begin(Standing standing) {
    String id = standing.webhook.id();
    standing.begin(rounds, logs, () -> !closed && byId.get(id) == standing);
  }

  /// A position in the log of a bot, if the text is valid: after the event with an id, `oldest` for
  /// everything that is kept, or `latest` for what arrives from now on.
  public Optional<Long> place(long botId, String text) {
    return switch (text) {
      case "oldest" -> Optional.of(0L);
      case "latest" -> Optional.of(logs.of(botId).last());
      default -> {
        try {
          yield Optional.of(Long.parseLong(text)).filter(logs::mayHave);
        } catch (NumberFormatException notAnId) {
          yield Optional.empty();
        }
      }
    };
  }

  /// Creates a webhook. A webhook of a narrow session belongs to the session, gets no more than it,
  /// and ends with it; others belong to the bot. Waits.
  ///
  /// @param after the id to start after; empty to start with what happens from now on
  /// @throws WebhookUrlRefusedException if it must not lead there
  /// @throws TooManyWebhooksException if the bot, the server or the session has the maximum number
  public Webhook create(Session session, Webhook.Settings settings, Optional<Long> after) {
    if (session.grant().full()) {
      return create(session.bot().id(), null, settings, after);
    }
    if (of(session).size() >= MOST_OF_A_SESSION) {
      throw new TooManyWebhooksException(MOST_OF_A_SESSION);
    }
    return create(session.bot().id(), session, settings, after);
  }

  Webhook create(
      long botId, @Nullable Session owner, Webhook.Settings settings, Optional<Long> after) {
    String url = settings.url().orElseThrow();
    sender.destinations.parse(url);
    var webhook =
        new Webhook(
                Singles.randomId(),
                botId,
                owner == null ? null : owner.key(),
                url,
                EventFilter.ALL,
                "",
                true,
                null,
                clock.instant(),
                WebhookSecrets.random(),
                WebhookHeaders.NONE)
            .with(settings);
    var standing = new Standing(webhook, owner, after.orElseGet(() -> logs.of(botId).last()));
    Shares.Refusal full = places.take(botId);
    if (full != null) {
      throw new TooManyWebhooksException(full, places);
    }
    try {
      Await.of(store.write(new Change.PutWebhook(WebhookJson.write(webhook, standing.cursor))));
    } catch (RuntimeException notStored) {
      places.give(botId);
      throw notStored;
    }
    standing.placed = true;
    enter(standing);
    log.atInfo().addKeyValue("webhook", webhook.id()).addKeyValue("bot", botId).log("webhook set");
    return webhook;
  }

  /// The webhooks that a session may see, oldest first: its own, or all of the bot's.
  public List<Webhook> of(Session session) {
    return of(session.bot().id()).stream().filter(webhook -> isSeen(session, webhook)).toList();
  }

  private static boolean isSeen(Session session, Webhook webhook) {
    return webhook.botId() == session.bot().id()
        && (session.grant().full() || session.key().equals(webhook.owner()));
  }

  /// The webhooks of a bot, oldest first.
  List<Webhook> of(long botId) {
    return byId.values().stream()
        .map(standing -> standing.webhook)
        .filter(webhook -> webhook.botId() == botId)
        .sorted(Comparator.comparing(Webhook::createdAt))
        .toList();
  }

  /// Whether a receiver depends on the session: one of the session's own webhooks, or one of the
  /// bot's if the session came from a login.
  public boolean isCountedOn(Session session) {
    String owner = session.grant().full() ? null : session.key();
    return of(session).stream()
        .anyMatch(webhook -> webhook.enabled() && Objects.equals(webhook.owner(), owner));
  }

  /// A webhook that a session may see, if it exists.
  public Optional<Webhook> find(Session session, String id) {
    return Optional.ofNullable(byId.get(id))
        .map(standing -> standing.webhook)
        .filter(webhook -> isSeen(session, webhook));
  }

  /// The events that it has not delivered yet. Waits.
  public Backlog lag(Webhook webhook) {
    return Await.of(store.events().backlog(webhook.botId(), done(webhook)));
  }

  /// The id of the last event that is done.
  public long done(Webhook webhook) {
    Standing standing = byId.get(webhook.id());
    return standing == null ? 0 : standing.done();
  }

  /// Changes a webhook. Waits.
  ///
  /// @param after the id to continue after; empty to stay at the current position
  /// @throws WebhookUrlRefusedException if it must not lead there
  public Webhook change(Webhook webhook, Webhook.Settings settings, Optional<Long> after) {
    settings.url().ifPresent(sender.destinations::parse);
    return replace(webhook.id(), now -> now.with(settings), after);
  }

  /// Gives it a new secret; the previous one stays valid for a day. Waits.
  public Webhook rotate(Webhook webhook) {
    return replace(
        webhook.id(), now -> now.with(now.secrets().rotate(clock.instant())), Optional.empty());
  }

  /// The secret that its receiver should know.
  public String secret(Webhook webhook) {
    return webhook.secrets().current().text();
  }

  private Webhook replace(String id, UnaryOperator<Webhook> change, Optional<Long> after) {
    return alone(
        id,
        standing -> {
          Webhook now = change.apply(standing.webhook);
          var changes = new ArrayList<Change>();
          changes.add(new Change.PutWebhook(WebhookJson.write(now, standing.done())));
          after.ifPresent(place -> {
            changes.add(new Change.MoveWebhook(id, place));
            standing.end(); // Else it could move on from where it was behind this.
          });
          try {
            Await.of(store.write(changes));
          } catch (RuntimeException notStored) {
            begin(standing);
            throw notStored;
          }
          synchronized (standing) {
            standing.end();
            standing.webhook = now;
            standing.cursor = after.orElse(standing.cursor);
            begin(standing);
          }
          return now;
        });
  }

  /// Runs an action on the current state of a webhook, after all changes that others have begun.
  ///
  /// @throws UnknownWebhookException if it has been deleted
  private <T> T alone(String id, Function<Standing, T> work) {
    Standing standing = byId.get(id);
    if (standing == null) {
      throw new UnknownWebhookException();
    }
    standing.changes.lock();
    try {
      if (byId.get(id) != standing) {
        throw new UnknownWebhookException();
      }
      return work.apply(standing);
    } finally {
      standing.changes.unlock();
    }
  }

  /// Deletes a webhook, with its dead letters. Waits.
  public void delete(Webhook webhook) {
    alone(
        webhook.id(),
        standing -> {
          Await.of(store.write(new Change.RemoveWebhook(webhook.id())));
          leave(standing);
          return standing;
        });
    lags.forget(webhook.id());
    log.atInfo().addKeyValue("webhook", webhook.id()).log("webhook deleted");
  }

  /// The last attempts, newest first. They do not survive a restart.
  public List<Delivery> deliveries(Webhook webhook) {
    Standing standing = byId.get(webhook.id());
    return standing == null ? List.of() : Courier.copy(standing.deliveries);
  }

  /// What is sent to its receiver outside the order of events.
  public Singles singles() {
    return singles;
  }

  /// The receiver wants no more messages.
  private void gone(Webhook webhook) {
    disable(webhook, "the receiver answered 410 Gone");
  }

  private void disable(Webhook webhook, String because) {
    Standing standing = byId.get(webhook.id());
    if (standing == null || closed) {
      return;
    }
    standing.changes.lock();
    try {
      synchronized (standing) {
        if (standing.webhook != webhook || byId.get(webhook.id()) != standing) {
          return; // The receiver was another one, or nobody's any more.
        }
        standing.end();
        standing.webhook = webhook.disabled(because);
        store.write(new Change.PutWebhook(WebhookJson.write(standing.webhook, standing.cursor)));
      }
    } finally {
      standing.changes.unlock();
    }
    log.atWarn().addKeyValue("webhook", webhook.id()).log("disabled: {}", because);
  }

  private void beginAnew(Webhook webhook) {
    Standing standing = byId.get(webhook.id());
    if (standing == null || closed) {
      return;
    }
    standing.changes.lock();
    try {
      synchronized (standing) {
        standing.end();
        begin(standing);
      }
    } finally {
      standing.changes.unlock();
    }
  }

  /// Stores all positions, and measures how far all webhooks are behind. To be called periodically.
  public void sweep() {
    Instant now = clock.instant();
    for (Standing standing : byId.values()) {
      Courier courier;
      Webhook webhook;
      synchronized (standing) {
        courier = standing.courier;
        webhook = standing.webhook;
      }
      if (courier != null) {
        courier.save();
        store
            .events()
            .backlog(webhook.botId(), courier.done())
            .onSuccess(behind -> {
              if (byId.get(webhook.id()) == standing) {
                lags.measured(webhook.id(), behind, now);
              }
            });
      }
    }
  }

  /// Stops all deliveries. Those in progress are aborted, and sent again after the next start.
  @Override
  public void close() {
    closed = true;
    byId.values().forEach(Standing::end);
  }

  /// Closes the connections.
  public Future<Void> closeConnections() {
    return sender.close();
  }
}
