package dev.botswain.webhook;

import dev.botswain.event.Event;
import dev.botswain.event.EventLog;
import dev.botswain.event.EventReader;
import dev.botswain.event.EventSink;
import dev.botswain.event.EventView;
import dev.botswain.store.Change;
import dev.botswain.store.DeadLetter;
import dev.botswain.store.StoreFailedException;
import dev.botswain.time.Await;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.internal.VertxInternal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers a bot's events to one webhook, one after the other, in the log's order. It has no
/// thread while there is nothing to deliver. While an event is being delivered it has a virtual
/// thread, which also waits between attempts.
final class Deliverer implements EventSink {
  private static final Logger log = LoggerFactory.getLogger(Deliverer.class);
  private static final int REMEMBERED = 100;
  private static final Duration LOOK_AGAIN = Duration.ofMillis(200);
  private static final Duration STORE_AGAIN = Duration.ofSeconds(1);

  private final DeliveryParts parts;
  private final Webhook webhook;
  private final WebhookUrl url;
  private final ReceiverConnection connection;
  private final EventReader reader;
  private final ArrayDeque<Delivery> deliveries;
  private volatile boolean busy;
  private volatile boolean stopped;
  private volatile long done;
  private volatile long saved;
  private volatile @Nullable Thread thread;

  /// Set to stop between two events.
  private volatile @Nullable Promise<Void> finishing;

  private boolean pausing;

  /// Failed attempts before the last event was given up, so that a receiver that was away for a day
  /// is not called more often because of that.
  private int failedBefore;

  /// Events in a row that were given up because the receiver did not accept them.
  private int givenUpInARow;

  /// @param after the id of the last event that is done
  /// @param view what the receiver gets of events
  /// @param deliveries the last attempts of this webhook; an earlier deliverer may have recorded
  ///   some of them
  Deliverer(
      DeliveryParts parts,
      EventLog events,
      Webhook webhook,
      EventView view,
      long after,
      ArrayDeque<Delivery> deliveries) {
    this.parts = parts;
    this.webhook = webhook;
    this.url = parts.sender().destinations.parse(webhook.url());
    this.connection = parts.sender().open(webhook.botId());
    this.deliveries = deliveries;
    this.done = after;
    this.saved = after;
    Context context = ((VertxInternal) parts.sender().vertx).createEventLoopContext();
    this.reader = new EventReader(events, context, after, view, this);
  }

  void start() {
    reader.start();
  }

  /// Stops the deliverer. An attempt in progress may still arrive, and then the event is sent again
  /// later.
  void stop() {
    synchronized (this) {
      stopped = true;
    }
    reader.close();
    connection.close();
    Thread delivering = thread;
    if (delivering != null) {
      delivering.interrupt();
    }
  }

  /// Stops after the attempt in progress, so that no event is sent again where the attempt
  /// succeeds. [#stop] must follow.
  ///
  /// @return completes when no attempt is in progress
  Future<Void> finish() {
    Promise<Void> over = Promise.promise();
    synchronized (this) {
      finishing = over;
      Thread delivering = thread;
      if (!busy) {
        over.complete();
      } else if (pausing && delivering != null) {
        delivering.interrupt();
      }
    }
    return over.future();
  }

  private void finished() {
    Promise<Void> over = finishing;
    if (over != null) {
      over.tryComplete();
    }
  }

  /// The id of the last event that is done: delivered, or filtered out.
  long done() {
    long position = reader.position(); // Read first: the other is set before this moves.
    return busy ? done : Math.max(done, position);
  }

  /// Stores the position if it has changed. Once stopped it writes nothing more, so that a later
  /// change of the webhook's position stays.
  synchronized void save() {
    long now = done();
    if (now > saved && !stopped) {
      saved = now;
      parts.store().write(new Change.MoveWebhook(webhook.id(), now));
    }
  }

  @Override
  public boolean isFull() {
    return busy || stopped || finishing != null;
  }

  @Override
  public void event(Event event) {
    busy = true;
    Thread delivering =
        Thread.ofVirtual().name("webhook-" + webhook.id()).unstarted(() -> run(event));
    thread = delivering;
    delivering.start();
  }

  private void run(Event event) {
    try {
      deliver(event);
      thread = null;
      done = event.id();
      busy = false;
      save();
      reader.resume();
    } catch (InterruptedException stop) {
      log.atDebug().addKeyValue("webhook", webhook.id()).log("stopped");
    } catch (RuntimeException e) {
      log.atError().addKeyValue("webhook", webhook.id()).setCause(e).log("delivery broke off");
      parts.listener().brokenOff(webhook);
    } finally {
      finished();
    }
  }

  /// Returns when the event is done.
  private void deliver(Event event) throws InterruptedException {
    var message = Message.of(event);
    RetryState retries = RetryState.none(failedBefore, givenUpInARow, parts.nanos());
    while (!stopped) {
      while (!parts.leased().getAsBoolean()) {
        pause(LOOK_AGAIN);
      }
      DeliveryAttempt attempt = attempt(event, message, retries.count());
      note(new Delivery(event.id(), event.type(), retries.count() + 1, attempt));
      switch (retries.after(attempt.outcome(), parts.nanos(), ThreadLocalRandom.current())) {
        case RetryDecision.Done() -> {
          failedBefore = 0;
          givenUpInARow = 0;
          return;
        }
        case RetryDecision.Again(Duration pause, RetryState next) -> {
          retries = next;
          pause(pause);
        }
        case RetryDecision.GiveUp() -> {
          boolean down = retries.refusals() == 0;
          failedBefore = down ? retries.count() : 0;
          givenUpInARow = down ? givenUpInARow : givenUpInARow + 1;
          storeDeadLetter(event, attempt.outcome());
          return;
        }
        case RetryDecision.Disable() -> {
          parts.listener().gone(webhook);
          throw new InterruptedException();
        }
      }
    }
    throw new InterruptedException();
  }

  private DeliveryAttempt attempt(Event event, Message message, int earlier)
      throws InterruptedException {
    try (var trace = AttemptTrace.of(parts.sender().traces(), webhook, url, event, earlier)) {
      return trace.ended(
          connection.send(
              url, webhook.headers(), webhook.secrets(), message.within(trace.span()), earlier));
    }
  }

  private void pause(Duration time) throws InterruptedException {
    synchronized (this) {
      if (finishing != null) {
        throw new InterruptedException();
      }
      pausing = true;
    }
    try {
      parts.pauses().pause(time);
    } finally {
      synchronized (this) {
        pausing = false;
      }
    }
  }

  /// Stores the event as a dead letter, and returns only when that is stored.
  private void storeDeadLetter(Event event, DeliveryOutcome outcome) throws InterruptedException {
    Instant now = parts.now();
    var letter = new DeadLetter(webhook.id(), event.stored(), now, outcome.sentence());
    log.atWarn()
        .addKeyValue("webhook", webhook.id())
        .addKeyValue("event", event.id())
        .log("dead letter");
    List<Change> changes =
        List.of(new Change.PutDeadLetter(letter), new Change.MoveWebhook(webhook.id(), event.id()));
    while (true) {
      try {
        Await.of(write(changes));
        return;
      } catch (StoreFailedException later) {
        Thread.sleep(STORE_AGAIN);
      }
    }
  }

  private synchronized Future<Void> write(List<Change> changes) throws InterruptedException {
    if (stopped) {
      throw new InterruptedException();
    }
    return parts.store().write(changes);
  }

  private void note(Delivery delivery) {
    parts.count(delivery.attempt().outcome());
    synchronized (deliveries) {
      deliveries.addFirst(delivery);
      while (deliveries.size() > REMEMBERED) {
        deliveries.removeLast();
      }
    }
  }

  /// The last attempts, newest first.
  static List<Delivery> copy(ArrayDeque<Delivery> deliveries) {
    synchronized (deliveries) {
      return new ArrayList<>(deliveries);
    }
  }
}
