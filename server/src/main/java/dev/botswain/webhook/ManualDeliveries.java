package dev.botswain.webhook;

import dev.botswain.event.Event;
import dev.botswain.store.Change;
import dev.botswain.store.DeadLetter;
import dev.botswain.store.StoreFailedException;
import dev.botswain.store.StoredEvent;
import dev.botswain.time.Await;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;

/// What is sent to receivers outside the order of events: tests, and repeated dead letters. Each is
/// sent at once, on a connection of its own.
public final class ManualDeliveries {
  /// The type of the event that [#test] sends.
  public static final String TEST = "webhook.test";

  private static final int ID_BYTES = 8;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final DeliveryParts parts;

  ManualDeliveries(DeliveryParts parts) {
    this.parts = parts;
  }

  /// 16 hexadecimal digits.
  static String randomId() {
    byte[] id = new byte[ID_BYTES];
    RANDOM.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }

  /// Events that the receiver did not accept, by their ids. Waits.
  ///
  /// @param after the id to start after
  public List<DeadLetter> deadLetters(Webhook webhook, long after, int limit) {
    return Await.of(parts.store().webhooks().deadLetters(webhook.id(), after, limit));
  }

  /// Tries again to deliver a dead letter, and removes it if the receiver accepts it. Waits for the
  /// receiver.
  public Delivery redeliver(Webhook webhook, DeadLetter letter) throws InterruptedException {
    var event = new Event(letter.event());
    Delivery delivery = once(webhook, event, Message.of(event));
    if (delivery.attempt().outcome() instanceof DeliveryOutcome.Accepted) {
      Await.of(parts.store().write(new Change.RemoveDeadLetter(webhook.id(), letter.event().id())));
    }
    return delivery;
  }

  /// Sends an event that says it is a test, regardless of the webhook's filter. Waits for the
  /// receiver.
  public Delivery test(Webhook webhook) throws InterruptedException {
    byte[] data = "{\"message\":\"It works.\"}".getBytes(StandardCharsets.UTF_8);
    var event =
        new Event(new StoredEvent(0, webhook.botId(), TEST, parts.now().toEpochMilli(), data));
    return once(webhook, event, Message.of(event, "test-" + randomId()));
  }

  private Delivery once(Webhook webhook, Event event, Message message) throws InterruptedException {
    if (!parts.leased().getAsBoolean()) {
      throw new StoreFailedException(
          "nothing may be sent", new IllegalStateException("this node has no lease"));
    }
    WebhookUrl url = parts.sender().destinations.parse(webhook.url());
    try (ReceiverConnection connection = parts.sender().open(webhook.botId());
        var trace = AttemptTrace.ofRequest(webhook, url, event)) {
      DeliveryAttempt attempt =
          trace.ended(
              connection.send(
                  url, webhook.headers(), webhook.secrets(), message.within(trace.span()), 0));
      parts.count(attempt.outcome());
      return new Delivery(event.id(), event.type(), 1, attempt);
    }
  }
}
