package dev.botswain.operator;

import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.ApiError;
import dev.botswain.http.Answer;
import dev.botswain.http.Call;
import dev.botswain.http.Operation;
import dev.botswain.http.Resource;
import dev.botswain.session.Session;
import dev.botswain.time.Timestamp;
import dev.botswain.webhook.Webhook;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Webhooks of all bots. Of their addresses the operator sees the host: the rest often is a secret
/// of the receiver's.
final class WebhooksResource implements Resource {
  private final OperatedBots operated;
  private final OperatorAudit audit;
  private final InstantSource clock;

  WebhooksResource(OperatedBots operated, OperatorAudit audit, InstantSource clock) {
    this.operated = operated;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public Map<String, Operation> operations() {
    return Map.of(
        "listAllWebhooks", this::list,
        "disableWebhook", this::disable,
        "removeWebhook", this::remove);
  }

  private Answer list(Call call) {
    String after = call.text("after");
    String bot = call.text("botId");
    String tenant = call.text("tenant");
    List<Webhook> rest =
        operated.webhooks().all().stream()
            .filter(one -> after == null || one.id().compareTo(after) > 0)
            .filter(one -> bot == null || one.botId() == Snowflake.of(bot))
            .filter(one -> tenant == null || tenant.equals(operated.tenant(one.botId())))
            .sorted(Comparator.comparing(Webhook::id))
            .toList();
    return Pages.of(call, rest, Webhook::id, this::view);
  }

  private Webhook webhook(Call call) {
    return operated
        .webhooks()
        .find(String.valueOf(call.text("webhookId")))
        .orElseThrow(() -> ApiError.UNKNOWN_WEBHOOK.because("there is no such webhook"));
  }

  private Answer disable(Call call) {
    return Answer.json(
        view(
            operated
                .webhooks()
                .disable(webhook(call), "the operator disabled it", audit.recorder(call))));
  }

  private Answer remove(Call call) {
    operated.webhooks().delete(webhook(call), audit.recorder(call), "removeWebhook");
    return Answer.empty(204);
  }

  private Object view(Webhook webhook) {
    String owner = webhook.owner();
    return new View(
        webhook.id(),
        Long.toString(webhook.botId()),
        operated.tenant(webhook.botId()),
        webhook.host(),
        webhook.enabled(),
        webhook.disabledBecause(),
        Timestamp.of(webhook.createdAt()),
        owner == null ? null : Session.fingerprint(owner),
        LagView.of(operated.webhooks().lag(webhook), clock.millis()));
  }

  private record View(
      String id,
      String botId,
      String tenant,
      String host,
      boolean enabled,
      @Nullable String disabledBecause,
      String createdAt,
      @Nullable String session,
      LagView lag) {}
}
