package dev.botswain.webhook;

import dev.botswain.event.EventLogs;
import dev.botswain.event.EventView;
import dev.botswain.session.Session;
import dev.botswain.session.SessionWatcher;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The current state of a webhook, with its deliverer. Thread-safe.
final class WebhookEntry {
  private static final Logger log = LoggerFactory.getLogger(WebhookEntry.class);

  volatile Webhook webhook;

  /// The session that it belongs to and ends with; null if it belongs to the bot.
  final @Nullable Session owner;

  @Nullable SessionWatcher ownerEnds;
  @Nullable Deliverer deliverer;
  long cursor;

  /// In whose share it holds one of the limited places; null if it holds none, as one from an
  /// earlier run may.
  @Nullable String place;

  /// Held while it is changed, stored and restarted, so that no change undoes another.
  final Lock changes = new ReentrantLock();

  final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();

  WebhookEntry(Webhook webhook, @Nullable Session owner, long cursor) {
    this.webhook = webhook;
    this.owner = owner;
    this.cursor = cursor;
  }

  /// What its receiver gets of events.
  private EventView view() {
    return owner == null ? webhook.filter() : owner.view(webhook.filter());
  }

  /// The id of the last event that is done.
  synchronized long done() {
    return deliverer == null ? cursor : deliverer.done();
  }

  /// Continues to deliver from its position, if it is enabled and not delivering yet.
  ///
  /// @param wanted whether it should still start
  synchronized void begin(DeliveryParts parts, EventLogs logs, BooleanSupplier wanted) {
    Webhook now = webhook;
    if (!now.enabled() || deliverer != null || !wanted.getAsBoolean()) {
      return;
    }
    try {
      var begun = new Deliverer(parts, logs.of(now.botId()), now, view(), cursor, deliveries);
      deliverer = begun;
      begun.start();
    } catch (WebhookUrlRefusedException refused) { // Less may be allowed than before.
      webhook = now.disabled(String.valueOf(refused.getMessage()));
      log.atWarn().addKeyValue("webhook", now.id()).log("disabled: {}", refused.getMessage());
    }
  }

  /// Stops delivering between two events.
  ///
  /// @return completes when no attempt is in progress
  synchronized Future<Void> finish() {
    return deliverer == null ? Future.succeededFuture() : deliverer.finish();
  }

  /// Stops delivering, and remembers the position.
  synchronized void end() {
    Deliverer ended = deliverer;
    if (ended != null) {
      ended.save();
      abandon();
    }
  }

  /// The same, and writes nothing.
  synchronized void abandon() {
    Deliverer ended = deliverer;
    if (ended != null) {
      cursor = ended.done();
      deliverer = null;
      ended.stop();
    }
  }
}
