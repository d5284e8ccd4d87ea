package dev.botswain.api;

import dev.botswain.action.ActionFailures;
import dev.botswain.audit.Audit;
import dev.botswain.audit.AuditEntry;
import dev.botswain.audit.AuditRecorder;
import dev.botswain.audit.Target;
import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.ApiError;
import dev.botswain.error.Choices;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.event.EventFilter;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.session.Session;
import dev.botswain.store.Backlog;
import dev.botswain.store.DeadLetter;
import dev.botswain.time.Await;
import dev.botswain.time.Timestamp;
import dev.botswain.webhook.Delivery;
import dev.botswain.webhook.DeliveryOutcome;
import dev.botswain.webhook.Webhook;
import dev.botswain.webhook.WebhookHeaderRefusedException;
import dev.botswain.webhook.WebhookUrlRefusedException;
import dev.botswain.webhook.Webhooks;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Events sent to URLs.
final class WebhooksResource implements Resource {
  /// Operations whose refusals are recorded as a whole; the others begin with a record.
  static final Set<String> AUDITED =
      Set.of("createWebhook", "changeWebhook", "deleteWebhook", "rotateWebhookSecret");

  static final String TARGET = Webhooks.TARGET;

  private static final int AT_ONCE = 100;

  private final Webhooks webhooks;
  private final InstantSource clock;
  private final Audit audit;

  WebhooksResource(Webhooks webhooks, InstantSource clock, Audit audit) {
    this.webhooks = webhooks;
    this.clock = clock;
    this.audit = audit;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "createWebhook", this::create,
        "listWebhooks", this::list,
        "getWebhook", call -> Answer.json(view(webhook(call)).toBuffer()),
        "changeWebhook", this::change,
        "deleteWebhook", this::delete,
        "rotateWebhookSecret", this::rotate,
        "testWebhook", this::test,
        "listDeliveries", this::deliveries,
        "listDeadLetters", this::deadLetters,
        "redeliver", this::redeliver);
  }

  private Webhook webhook(Call call) {
    String id = String.valueOf(call.text("id"));
    return webhooks
        .find(Callers.session(call), id)
        .orElseThrow(
            () -> ApiError.UNKNOWN_WEBHOOK.because("there is no webhook " + Choices.shown(id)));
  }

  private Answer create(Call call) {
    Optional<Long> place = place(Callers.bot(call).id(), call.body());
    Webhook made =
        checked(() ->
            webhooks.create(
                Callers.session(call),
                settings(call.body(), Optional.of(Filters.of(call.body(), Filters.OF_NEW_WEBHOOK))),
                place,
                recorder(call)));
    return Answer.json(view(made).put("secret", webhooks.secret(made)).toBuffer()).status(201);
  }

  private Answer list(Call call) {
    return Answer.json(
        new JsonArray(webhooks.of(Callers.session(call)).stream().map(this::view).toList())
            .toBuffer());
  }

  private Answer change(Call call) {
    Webhook webhook = webhook(call);
    Optional<Long> place = place(webhook.botId(), call.body());
    JsonObject body = call.body();
    Webhook.Settings settings =
        settings(
            body,
            body.containsKey("types") || body.containsKey("filters")
                ? Optional.of(Filters.of(body, webhook.filter()))
                : Optional.empty());
    return Answer.json(
        view(checked(() -> webhooks.change(webhook, settings, place, recorder(call)))).toBuffer());
  }

  /// Where it should continue, if the body says so.
  private Optional<Long> place(long botId, JsonObject body) {
    String cursor = body.getString("cursor");
    if (cursor == null) {
      return Optional.empty();
    }
    return Optional.of(
        webhooks
            .place(botId, cursor)
            .orElseThrow(() ->
                ApiError.UNKNOWN_EVENT
                    .because("no event has the id " + cursor)
                    .with("field", "cursor")));
  }

  private Answer delete(Call call) {
    webhooks.delete(webhook(call), recorder(call), "deleteWebhook");
    return Answer.empty(204);
  }

  private Answer rotate(Call call) {
    Webhook now = webhooks.rotate(webhook(call), recorder(call));
    return Answer.json(view(now).put("secret", webhooks.secret(now)).toBuffer());
  }

  private Answer deliveries(Call call) {
    var all = new JsonArray();
    for (Delivery delivery : webhooks.deliveries(webhook(call))) {
      all.add(tried(delivery));
    }
    return Answer.json(all.toBuffer());
  }

  private Answer deadLetters(Call call) {
    int limit = call.number("limit", AT_ONCE);
    String after = call.text("after");
    List<DeadLetter> found =
        webhooks
            .manualDeliveries()
            .deadLetters(webhook(call), after == null ? 0 : Snowflake.of(after), limit);
    var all = new JsonArray();
    for (DeadLetter letter : found) {
      all.add(
          new JsonObject()
              .put("eventId", Long.toString(letter.event().id()))
              .put("type", letter.event().type())
              .put("diedAt", Timestamp.of(letter.diedAt()))
              .put("reason", letter.reason()));
    }
    Answer answer = Answer.json(all.toBuffer());
    return found.size() < limit
        ? answer
        : answer.next(call.nextPage("after", Long.toString(found.getLast().event().id())));
  }

  private AuditRecorder recorder(Call call) {
    return audit.by(Callers.actor(call));
  }

  private Answer test(Call call) throws Exception {
    Webhook webhook = webhook(call);
    return recorded(
        call,
        "testWebhook",
        webhook,
        () -> Answer.json(tried(webhooks.manualDeliveries().test(webhook)).toBuffer()));
  }

  /// Sends nothing to a receiver before it is recorded.
  private Answer recorded(Call call, String action, Webhook webhook, Callable<Answer> act)
      throws Exception {
    AuditEntry entry =
        recorder(call).begin(action, webhook.botId(), Target.of(TARGET, webhook.id()));
    Await.of(entry.begin());
    try {
      Answer answer = act.call();
      entry.done(null);
      return answer;
    } catch (Exception failure) {
      entry.refused(null, ActionFailures.refusal(failure).error().code());
      throw failure;
    }
  }

  private Answer redeliver(Call call) throws Exception {
    Webhook webhook = webhook(call);
    return recorded(call, "redeliver", webhook, () -> redeliver(call, webhook));
  }

  private Answer redeliver(Call call, Webhook webhook) throws InterruptedException {
    Object wanted = call.body().getValue("eventId");
    var results = new JsonArray();
    for (DeadLetter letter : letters(webhook, wanted)) {
      results.add(tried(webhooks.manualDeliveries().redeliver(webhook, letter)));
    }
    if (wanted != null && results.isEmpty()) {
      throw ApiError.UNKNOWN_DEAD_LETTER.because("there is no dead letter of the event " + wanted);
    }
    return Answer.json(results.toBuffer());
  }

  private List<DeadLetter> letters(Webhook webhook, @Nullable Object id) {
    if (id == null) {
      return webhooks.manualDeliveries().deadLetters(webhook, 0, AT_ONCE);
    }
    long event = Snowflake.of(id.toString());
    return webhooks.manualDeliveries().deadLetters(webhook, event - 1, 1).stream()
        .filter(letter -> letter.event().id() == event)
        .toList();
  }

  private static Webhook checked(Supplier<Webhook> change) {
    try {
      return change.get();
    } catch (WebhookUrlRefusedException refused) {
      throw ApiError.INVALID_REQUEST
          .because(String.valueOf(refused.getMessage()))
          .with("field", "url");
    } catch (WebhookHeaderRefusedException refused) {
      throw RequestRefusedException.field(
          refused.name().isEmpty() ? "headers" : "headers." + Choices.shown(refused.name()),
          String.valueOf(refused.getMessage()));
    }
  }

  private static Map<String, @Nullable String> headers(JsonObject body) {
    var headers = new LinkedHashMap<String, @Nullable String>();
    JsonObject given = body.getJsonObject("headers", new JsonObject());
    given.fieldNames().forEach(name -> headers.put(name, given.getString(name)));
    return headers;
  }

  private static Webhook.Settings settings(JsonObject body, Optional<EventFilter> filter) {
    return new Webhook.Settings(
        Optional.ofNullable(body.getString("url")),
        filter,
        Optional.ofNullable(body.getString("description")),
        Optional.ofNullable(body.getBoolean("enabled")),
        headers(body));
  }

  private JsonObject view(Webhook webhook) {
    EventFilter filter = webhook.filter();
    Backlog behind = webhooks.lag(webhook);
    double seconds = behind.ageSeconds(clock.instant().toEpochMilli());
    return new JsonObject()
        .put("id", webhook.id())
        .put("url", webhook.url())
        .put("types", new JsonArray(filter.types().stream().sorted().toList()))
        .put("filters", Filters.view(filter))
        .put("headers", new JsonObject(new LinkedHashMap<>(webhook.hiddenHeaders())))
        .put("description", webhook.description())
        .put("enabled", webhook.enabled())
        .put("disabledBecause", webhook.disabledBecause())
        .put("createdAt", Timestamp.of(webhook.createdAt()))
        .put("ownerId", webhook.owner() == null ? null : Session.fingerprint(webhook.owner()))
        .put("cursor", Long.toString(webhooks.done(webhook)))
        .put("lag", new JsonObject().put("events", behind.events()).put("seconds", seconds));
  }

  private static JsonObject tried(Delivery delivery) {
    DeliveryOutcome outcome = delivery.attempt().outcome();
    var view =
        new JsonObject()
            .put("eventId", Long.toString(delivery.eventId()))
            .put("type", delivery.type())
            .put("attempt", delivery.number())
            .put("at", Timestamp.of(delivery.attempt().at()))
            .put("ms", delivery.attempt().took().toMillis())
            .put("delivered", outcome instanceof DeliveryOutcome.Accepted);
    return switch (outcome) {
      case DeliveryOutcome.Accepted(var answer) -> answered(view, answer);
      case DeliveryOutcome.Refused(var answer) -> answered(view, answer);
      case DeliveryOutcome.Erred(var answer, _) -> answered(view, answer);
      case DeliveryOutcome.Gone(var answer) -> answered(view, answer);
      case DeliveryOutcome.Later(var answer, _) -> answered(view, answer);
      case DeliveryOutcome.Failed(var reason) ->
          view.putNull("status").putNull("answer").put("error", reason.sentence());
    };
  }

  private static JsonObject answered(JsonObject view, DeliveryOutcome.Answer answer) {
    return view.put("status", answer.status()).put("answer", answer.beginning()).putNull("error");
  }
}
