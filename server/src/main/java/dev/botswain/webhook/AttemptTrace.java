package dev.botswain.webhook;

import dev.botswain.event.Event;
import dev.botswain.trace.CurrentSpan;
import dev.botswain.trace.Span;
import dev.botswain.trace.Span.Kind;
import dev.botswain.trace.Traces;
import dev.botswain.webhook.DeliveryOutcome.Answer;
import java.util.Locale;

/// An attempt to deliver an event, in a trace. It has the receiver's host, but not the rest of its
/// URL, which often contains a secret.
record AttemptTrace(Span span) implements AutoCloseable {
  private static final String NAME = "POST webhook";

  /// In the event's trace.
  ///
  /// @param earlier how often it was sent before
  static AttemptTrace of(Traces traces, Webhook webhook, WebhookUrl url, Event event, int earlier) {
    if (!traces.isOn()) {
      return new AttemptTrace(Span.NONE);
    }
    Span span = traces.ofEvent(event.botId(), event.id(), Kind.CLIENT, NAME);
    if (earlier > 0) {
      span.set("http.request.resend_count", earlier);
    }
    return described(span, webhook, url, event);
  }

  /// In the trace of the request that asked for it.
  static AttemptTrace ofRequest(Webhook webhook, WebhookUrl url, Event event) {
    Span span = CurrentSpan.get().child(Kind.CLIENT, NAME);
    return span == Span.NONE ? new AttemptTrace(span) : described(span, webhook, url, event);
  }

  private static AttemptTrace described(Span span, Webhook webhook, WebhookUrl url, Event event) {
    return new AttemptTrace(
        span.set("http.request.method", "POST")
            .set("url.scheme", url.secure() ? "https" : "http")
            .set("server.address", url.host())
            .set("server.port", url.port())
            .set("botswain.webhook.id", webhook.id())
            .set("botswain.bot.id", Long.toUnsignedString(event.botId()))
            .set("botswain.event.type", event.type())
            .set("messaging.message.id", Long.toString(event.id())));
  }

  /// It has an outcome.
  DeliveryAttempt ended(DeliveryAttempt attempt) {
    DeliveryOutcome outcome = attempt.outcome();
    span.set("botswain.outcome", outcome.label());
    switch (outcome) {
      case DeliveryOutcome.Accepted(var answer) -> status(answer);
      case DeliveryOutcome.Refused(var answer) -> failed(answer);
      case DeliveryOutcome.Erred(var answer, _) -> failed(answer);
      case DeliveryOutcome.Gone(var answer) -> failed(answer);
      case DeliveryOutcome.Later(var answer, _) -> failed(answer);
      case DeliveryOutcome.Failed(var reason) ->
          span.failed(reason.name().toLowerCase(Locale.ROOT));
    }
    return attempt;
  }

  private void status(Answer answer) {
    span.set("http.response.status_code", answer.status());
  }

  private void failed(Answer answer) {
    status(answer);
    span.failed(Integer.toString(answer.status()));
  }

  /// Whether or not there is an outcome.
  @Override
  public void close() {
    span.end();
  }
}
