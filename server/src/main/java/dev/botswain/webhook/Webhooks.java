package dev.botswain.webhook;

import dev.botswain.audit.AuditRecorder;
import dev.botswain.audit.Target;
import dev.botswain.event.EventFilter;
import dev.botswain.event.EventLogs;
import dev.botswain.session.Session;
import dev.botswain.store.Backlog;
import dev.botswain.store.Change;
import dev.botswain.store.Store;
import dev.botswain.store.StoredWebhook;
import dev.botswain.time.Await;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// All webhooks of the server. Methods marked with "Waits" must be called on virtual threads, and
/// fail with [dev.botswain.store.StoreFailedException] without having done anything.
public final class Webhooks implements AutoCloseable {
  /// How many of a bot's webhooks a narrow session may have.
  static final int MOST_OF_A_SESSION = 25;

  /// The name of a webhook's id in the audit.
  public static final String TARGET = "webhookId";

  private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

  private final Store store;
  private final EventLogs logs;
  private final Sender sender;
  private final WebhookEntries entries;
  private final ManualDeliveries manualDeliveries;

  /// Sends nothing before [#adopt] or [#create].
  ///
  /// @param leased whether anything may be sent at this moment
  public Webhooks(
      Sender sender, Store store, EventLogs logs, MeterRegistry metrics, BooleanSupplier leased) {
    this.store = store;
    this.logs = logs;
    this.sender = sender;
    this.entries = new WebhookEntries(sender, store, logs, metrics, leased);
    this.manualDeliveries = new ManualDeliveries(entries.parts());
  }

  /// Takes over the webhooks of bots that have come here, which continue where they were.
  ///
  /// @param sessions finds live sessions by their keys
  /// @param isHere whether a bot is still this node's
  public void adopt(
      Collection<StoredWebhook> kept,
      Function<String, @Nullable Session> sessions,
      LongPredicate isHere) {
    for (StoredWebhook stored : kept) {
      Session owner = stored.owner() == null ? null : sessions.apply(stored.owner());
      if (!isHere.test(stored.botId())) {
        continue;
      }
      if (stored.owner() != null && owner == null) {
        store.write(new Change.RemoveWebhook(stored.id()));
        continue;
      }
      try {
        entries.adopt(new WebhookEntry(WebhookJson.read(stored), owner, stored.cursor()));
      } catch (IllegalArgumentException unusable) {
        log.atError().addKeyValue("webhook", stored.id()).setCause(unusable).log("not restored");
      }
    }
  }

  /// The webhooks of a bot that leaves this node stop, between two events.
  ///
  /// @return completes when no attempt is in progress
  public Future<Void> finish(long botId) {
    return entries.finish(botId);
  }

  /// After [#finish]: forgets them, and aborts what is still in progress; it is sent again by
  /// whoever takes over.
  ///
  /// @return what is to be stored of them
  public List<Change> leave(long botId) {
    return entries.abandon(botId);
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
  /// @param by records it
  /// @throws WebhookUrlRefusedException if it must not lead there
  /// @throws TooManyWebhooksException if the bot, the server or the session has the maximum number
  public Webhook create(
      Session session, Webhook.Settings settings, Optional<Long> after, AuditRecorder by) {
    if (session.grant().full()) {
      return create(session.bot().id(), null, settings, after, by);
    }
    if (of(session).size() >= MOST_OF_A_SESSION) {
      throw new TooManyWebhooksException(MOST_OF_A_SESSION);
    }
    return create(session.bot().id(), session, settings, after, by);
  }

  Webhook create(
      long botId,
      @Nullable Session owner,
      Webhook.Settings settings,
      Optional<Long> after,
      AuditRecorder by) {
    String url = settings.url().orElseThrow();
    sender.destinations.parse(url);
    var webhook =
        new Webhook(
                ManualDeliveries.randomId(),
                botId,
                owner == null ? null : owner.key(),
                url,
                EventFilter.ALL,
                "",
                true,
                null,
                sender.clock.instant(),
                WebhookSecrets.random(),
                WebhookHeaders.NONE)
            .with(settings);
    var entry = new WebhookEntry(webhook, owner, after.orElseGet(() -> logs.of(botId).last()));
    entries.add(entry, record(by, "createWebhook", webhook));
    log.atInfo().addKeyValue("webhook", webhook.id()).addKeyValue("bot", botId).log("webhook set");
    return webhook;
  }

  private static Change record(AuditRecorder by, String action, Webhook webhook) {
    return by.done(action, webhook.botId(), Target.of(TARGET, webhook.id()));
  }

  /// The webhooks that a session may see, oldest first: its own, or all of the bot's.
  public List<Webhook> of(Session session) {
    return of(session.bot().id()).stream().filter(webhook -> isSeen(session, webhook)).toList();
  }

  private static boolean isSeen(Session session, Webhook webhook) {
    return webhook.botId() == session.bot().id()
        && (session.grant().full() || session.key().equals(webhook.owner()));
  }

  /// All webhooks, in no particular order.
  public List<Webhook> all() {
    return entries.all().stream().map(entry -> entry.webhook).toList();
  }

  /// How many webhooks the bots of an owner have.
  public long count(String owner) {
    return entries.count(owner);
  }

  /// The webhooks of a bot, oldest first.
  public List<Webhook> of(long botId) {
    return entries.all().stream()
        .map(entry -> entry.webhook)
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

  /// A webhook, if it exists.
  public Optional<Webhook> find(String id) {
    return Optional.ofNullable(entries.find(id)).map(entry -> entry.webhook);
  }

  /// A webhook that a session may see, if it exists.
  public Optional<Webhook> find(Session session, String id) {
    return find(id).filter(webhook -> isSeen(session, webhook));
  }

  /// The events that it has not delivered yet. Waits.
  public Backlog lag(Webhook webhook) {
    return Await.of(store.events().backlog(webhook.botId(), done(webhook)));
  }

  /// The id of the last event that is done.
  public long done(Webhook webhook) {
    WebhookEntry entry = entries.find(webhook.id());
    return entry == null ? 0 : entry.done();
  }

  /// The enabled one that is furthest behind; empty if none is enabled.
  public Optional<Webhook> slowest(Collection<Webhook> of) {
    return of.stream().filter(Webhook::enabled).min(Comparator.comparingLong(this::done));
  }

  /// Changes a webhook. Waits.
  ///
  /// @param after the id to continue after; empty to stay at the current position
  /// @throws WebhookUrlRefusedException if it must not lead there
  public Webhook change(
      Webhook webhook, Webhook.Settings settings, Optional<Long> after, AuditRecorder by) {
    settings.url().ifPresent(sender.destinations::parse);
    return entries.replace(
        webhook.id(), now -> now.with(settings), after, record(by, "changeWebhook", webhook));
  }

  /// Stops deliveries to a webhook, until its owner enables it again. Waits.
  public Webhook disable(Webhook webhook, String because, AuditRecorder by) {
    return entries.replace(
        webhook.id(),
        now -> now.disabled(because),
        Optional.empty(),
        record(by, "disableWebhook", webhook));
  }

  /// Gives it a new secret; the previous one stays valid for a day. Waits.
  public Webhook rotate(Webhook webhook, AuditRecorder by) {
    return entries.replace(
        webhook.id(),
        now -> now.with(now.secrets().rotate(sender.clock.instant())),
        Optional.empty(),
        record(by, "rotateWebhookSecret", webhook));
  }

  /// The secret that its receiver should know.
  public String secret(Webhook webhook) {
    return webhook.secrets().current().text();
  }

  /// Deletes a webhook, with its dead letters. Waits.
  ///
  /// @param operation the id of what asks for it
  public void delete(Webhook webhook, AuditRecorder by, String operation) {
    entries.delete(webhook.id(), record(by, operation, webhook));
    log.atInfo().addKeyValue("webhook", webhook.id()).log("webhook deleted");
  }

  /// The last attempts, newest first. They do not survive a restart.
  public List<Delivery> deliveries(Webhook webhook) {
    WebhookEntry entry = entries.find(webhook.id());
    return entry == null ? List.of() : Deliverer.copy(entry.deliveries);
  }

  /// What is sent to its receiver outside the order of events.
  public ManualDeliveries manualDeliveries() {
    return manualDeliveries;
  }

  /// Stores all positions, and measures how far all webhooks are behind. To be called periodically.
  public void sweep() {
    entries.sweep();
  }

  /// Stops all deliveries. Those in progress are aborted, and sent again after the next start.
  @Override
  public void close() {
    entries.close();
  }

  /// Closes the connections.
  public Future<Void> closeConnections() {
    return sender.close();
  }
}
