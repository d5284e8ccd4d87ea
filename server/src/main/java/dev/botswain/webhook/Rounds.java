package dev.botswain.webhook;

import dev.botswain.event.Event;
import dev.botswain.store.Store;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/// What all couriers share.
///
/// @param gone called for a webhook whose receiver wants no more
/// @param broken called for a webhook whose courier broke off, and must start again
/// @param pauses how to wait between attempts
record Rounds(
    Sender sender,
    Store store,
    MeterRegistry metrics,
    Consumer<Webhook> gone,
    Consumer<Webhook> broken,
    Pauses pauses) {

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

  void gone(Webhook webhook) {
    gone.accept(webhook);
  }

  void broken(Webhook webhook) {
    broken.accept(webhook);
  }

  void count(Outcome outcome) {
    Counter.builder("botswain.webhooks.attempts")
        .description("Attempts to deliver an event to a webhook, by outcome")
        .tag("outcome", label(outcome))
        .register(metrics)
        .increment();
  }

  /// A stable name for metrics and APIs.
  static String label(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted _ -> "accepted";
      case Outcome.Refused _ -> "refused";
      case Outcome.Erred _ -> "erred";
      case Outcome.Gone _ -> "gone";
      case Outcome.Later _ -> "later";
      case Outcome.Failed _ -> "failed";
    };
  }

  /// The outcome in words, for a person.
  static String sentence(Outcome outcome) {
    return switch (outcome) {
      case Outcome.Accepted(var answer) -> "the receiver answered " + answer.status();
      case Outcome.Refused(var answer) -> "the receiver answered " + answer.status();
      case Outcome.Erred(var answer, _) -> "the receiver answered " + answer.status();
      case Outcome.Gone(var answer) -> "the receiver answered " + answer.status();
      case Outcome.Later(var answer, _) -> "the receiver answered " + answer.status();
      case Outcome.Failed(var reason) -> reason.sentence();
    };
  }

  /// An event as a message. Its id is the same each time.
  static Message message(Event event) {
    return message(event, Long.toString(event.id()));
  }

  /// An event as a separate message, whose id has a part that no other message of the bot has.
  static Message message(Event event, String unique) {
    return new Message(
        Long.toUnsignedString(event.botId()) + "-" + unique, event.envelope().getBytes());
  }
}
