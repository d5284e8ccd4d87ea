package dev.botswain.webhook;

import dev.botswain.event.EventLogs;
import dev.botswain.event.EventView;
import dev.botswain.session.Session;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A webhook as it stands, and who carries for it. For any thread.
final class Standing {
  private static final Logger log = LoggerFactory.getLogger(Standing.class);

  volatile Webhook webhook;

  /// Whom it belongs to and ends with; null if it is the bot's.
  final @Nullable Session owner;

  Runnable ownerEnds = () -> {};
  @Nullable Courier courier;
  long cursor;

  /// Whether it has one of the places that there are; one of an earlier run need not.
  boolean placed;

  /// Held while it is changed, stored and begun anew, so that no change undoes another.
  final Lock changes = new ReentrantLock();

  final ArrayDeque<Delivery> deliveries = new ArrayDeque<>();

  Standing(Webhook webhook, @Nullable Session owner, long cursor) {
    this.webhook = webhook;
    this.owner = owner;
    this.cursor = cursor;
  }

  /// What its receiver gets of events.
  private EventView view() {
    return owner == null ? webhook.filter() : owner.view(webhook.filter());
  }

  /// The id of the last event that is done with.
  synchronized long done() {
    return courier == null ? cursor : courier.done();
  }

  /// Goes on to deliver from where it is, if it is enabled and nobody does yet.
  ///
  /// @param wanted whether it is still to
  synchronized void begin(Rounds rounds, EventLogs logs, BooleanSupplier wanted) {
    Webhook now = webhook;
    if (!now.enabled() || courier != null || !wanted.getAsBoolean()) {
      return;
    }
    try {
      var begun = new Courier(rounds, logs.of(now.botId()), now, view(), cursor, deliveries);
      courier = begun;
      begun.start();
    } catch (WebhookUrlRefusedException refused) { // What is allowed may be less than it was.
      webhook = now.disabled(String.valueOf(refused.getMessage()));
      log.atWarn().addKeyValue("webhook", now.id()).log("disabled: {}", refused.getMessage());
    }
  }

  /// Delivers no more, and remembers where it was.
  synchronized void end() {
    Courier ended = courier;
    if (ended != null) {
      ended.save();
      cursor = ended.done();
      courier = null;
      ended.stop();
    }
  }
}
