package dev.botswain.webhook;

import dev.botswain.store.Store;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/// What all deliverers share.
///
/// @param listener notified of deliveries that end
/// @param pauses how to wait between attempts
/// @param leased whether anything may be sent at this moment
record DeliveryParts(
    Sender sender,
    Store store,
    MeterRegistry metrics,
    Listener listener,
    Pauses pauses,
    BooleanSupplier leased) {

  /// Is notified of deliveries that end.
  interface Listener {
    /// The receiver wants no more.
    void gone(Webhook webhook);

    /// A deliverer broke off, and must start again.
    void brokenOff(Webhook webhook);
  }

  interface Pauses {
    void pause(Duration time) throws InterruptedException;
  }

  Instant now() {
    return sender.clock.instant();
  }

  /// Elapsed time, from [dev.botswain.time.Ticker].
  long nanos() {
    return sender.ticker.nanos();
  }

  void count(DeliveryOutcome outcome) {
    Counter.builder("botswain.webhooks.attempts")
        .description("Attempts to deliver an event to a webhook, by outcome")
        .tag("outcome", outcome.label())
        .register(metrics)
        .increment();
  }
}
