package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.audit.Actor;
import dev.botswain.audit.Audit;
import dev.botswain.audit.AuditRecorder;
import dev.botswain.config.EventRetention;
import dev.botswain.config.Reach;
import dev.botswain.config.WebhooksConfig;
import dev.botswain.event.EventFilter;
import dev.botswain.event.EventLogs;
import dev.botswain.limit.Limit;
import dev.botswain.limit.Owner;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.Samples;
import dev.botswain.store.memory.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Changes by callers who know the state of a webhook before another change.
class WebhookChangesTest {
  private static final long BOT = 7;

  private final Vertx vertx = Vertx.vertx();
  private final MemoryStore store = new MemoryStore();
  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final Map<Long, Owner> owners = new ConcurrentHashMap<>();
  private final EventLogs logs =
      new EventLogs(
          store,
          Clock.systemUTC(),
          metrics,
          Samples.retention(Duration.ofHours(1), 1_000, 1 << 20),
          (bot, _) -> owners.getOrDefault(bot, Owner.ofBot(bot)),
          0);
  private final Webhooks webhooks =
      new Webhooks(
          new Sender(
              vertx, Clock.systemUTC(), new WebhooksConfig(Reach.LOOPBACK), Owner::ofBot, "test"),
          store,
          logs,
          metrics,
          () -> true);
  private final AuditRecorder caller =
      new Audit(store, Clock.systemUTC(), new EventRetention(Duration.ofHours(1), 1_000))
          .by(Actor.stranger("network", "address", "request"));
  private final Webhook webhook = created();

  private Webhook created() {
    logs.open(List.of(new Claim(BOT, 1), new Claim(BOT + 1, 1))).await();
    return webhooks.create(BOT, null, settings("first"), Optional.empty(), caller);
  }

  @AfterEach
  void close() {
    webhooks.close();
    webhooks.closeConnections().await();
    vertx.close().await();
  }

  @Test
  void count_botThatConnectsAsAnotherTenants_isOfThatTenant() {
    record Tenant(String name) implements Owner {}
    assertThat(webhooks.count("bot 7")).isEqualTo(1);
    owners.put(BOT, new Tenant("tenant a"));
    webhooks.sweep();
    assertThat(webhooks.count("bot 7")).isEqualTo(1);

    logs.enter(BOT);
    webhooks.sweep();
    assertThat(webhooks.count("bot 7")).isZero();
    assertThat(webhooks.count("tenant a")).isEqualTo(1);

    owners.clear();
    logs.enter(BOT);
    webhooks.delete(webhook, caller, "deleteWebhook");
    webhooks.sweep();
    assertThat(webhooks.count("tenant a")).isZero();
    assertThat(webhooks.count("bot 7")).isZero();
  }

  private static Webhook.Settings settings(String description) {
    return new Webhook.Settings(
        Optional.of("http://127.0.0.1:8999/"),
        Optional.of(EventFilter.ALL),
        Optional.of(description),
        Optional.empty(),
        Map.of());
  }

  @Test
  void change_ofOneThatWasRotatedMeanwhile_keepsTheNewSecret() {
    String rotated = webhooks.secret(webhooks.rotate(webhook, caller));
    Webhook changed = webhooks.change(webhook, settings("second"), Optional.empty(), caller);

    assertThat(webhooks.secret(changed)).isEqualTo(rotated);
    assertThat(changed.description()).isEqualTo("second");
  }

  @Test
  void change_ofOneThatIsDeleted_doesNotBringItBack() {
    webhooks.delete(webhook, caller, "deleteWebhook");

    assertThatThrownBy(() -> webhooks.change(webhook, settings("second"), Optional.empty(), caller))
        .isInstanceOf(UnknownWebhookException.class);
    assertThatThrownBy(() -> webhooks.delete(webhook, caller, "deleteWebhook"))
        .isInstanceOf(UnknownWebhookException.class);
    assertThat(webhooks.of(BOT)).isEmpty();
  }

  @Test
  void create_pastTheShare_isRefusedUntilOneIsDeleted() {
    for (int count = 1; count < Limit.WEBHOOKS.share(); count++) {
      webhooks.create(BOT, null, settings("one of many"), Optional.empty(), caller);
    }

    assertThatThrownBy(
            () -> webhooks.create(BOT, null, settings("one more"), Optional.empty(), caller))
        .isInstanceOf(TooManyWebhooksException.class)
        .hasMessageContaining("this bot");
    assertThat(webhooks.create(BOT + 1, null, settings("of another bot"), Optional.empty(), caller))
        .isNotNull();
    webhooks.delete(webhook, caller, "deleteWebhook");
    assertThat(webhooks.create(BOT, null, settings("one more"), Optional.empty(), caller))
        .isNotNull();
  }
}
