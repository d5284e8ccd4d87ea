package dev.botswain.webhook;

import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a receiver gets, and when it is given up.
class WebhookDeliveriesTest extends WebhooksFixture {
  @Test
  void events_comeInOrderAndSigned() throws Exception {
    JsonNode webhook = webhook();
    say("one");
    say("two");

    Got one = next();
    assertThat(one.content()).isEqualTo("one");
    verify(webhook.path("secret").asText(), one);
    assertThat(next().content()).isEqualTo("two");
    eventually(() -> {
      assertThat(get(webhook, "").path("lag").path("events").asInt()).isZero();
      assertThat(get(webhook, "/deliveries")).hasSize(2);
    });
    assertThat(get(webhook, "").has("secret")).isFalse();
  }

  @Test
  void event_refusedForNow_comesAgainWithTheSameId() throws Exception {
    JsonNode webhook = webhook();
    status = 503;
    say("again");
    Got first = next();
    status = 204;
    Got second = next();

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.body()).isEqualTo(first.body());
    eventually(() -> assertThat(get(webhook, "/deliveries")).hasSize(2));
    JsonNode attempts = get(webhook, "/deliveries");
    assertThat(attempts.path(0).path("delivered").asBoolean()).isTrue();
    assertThat(attempts.path(1).path("status").asInt()).isEqualTo(503);
    assertThat(attempts.path(1).path("answer").asText()).isEqualTo("seen");
  }

  @Test
  void receiver_gone_disablesTheWebhook() throws Exception {
    JsonNode webhook = webhook();
    status = 410;
    say("no more");
    next();

    eventually(() -> assertThat(get(webhook, "").path("enabled").asBoolean()).isFalse());
    assertThat(get(webhook, "").path("disabledBecause").asText()).contains("410");
    status = 204;
    assertThat(method("PATCH", webhook, "", "{\"enabled\":true}").status()).isEqualTo(200);
    assertThat(next().content()).isEqualTo("no more");
  }

  @Test
  void receiver_thatAnswersEachMessage_doesNotHearItself() throws Exception {
    JsonNode webhook = webhook();
    assertThat(webhook.path("filters").path("excludeSelf").asBoolean()).isTrue();
    say("ping");
    assertThat(next().content()).isEqualTo("ping");
    botswain.post("/api/channels/" + GENERAL + "/messages", session, Map.of("content", "pong"));
    say("ping");

    assertThat(next().content()).isEqualTo("ping");
    String all = "{\"filters\":{\"excludeSelf\":false}}";
    assertThat(method("PATCH", webhook, "", all).status()).isEqualTo(200);
    botswain.post("/api/channels/" + GENERAL + "/messages", session, Map.of("content", "pong"));
    assertThat(next().content()).isEqualTo("pong");
    JsonNode now = method("PATCH", webhook, "", "{\"filters\":{\"excludeBots\":true}}").body();
    assertThat(now.path("filters").path("excludeSelf").asBoolean(true)).isFalse();
  }

  @Test
  void webhook_deleted_getsNothingMore() throws Exception {
    JsonNode webhook = webhook();
    assertThat(method("DELETE", webhook, "", "").status()).isEqualTo(204);
    JsonNode other = webhook();
    say("for the other");

    assertThat(next().content()).isEqualTo("for the other");
    assertThat(got).isEmpty();
    assertThat(botswain.get("/api/webhooks", session).ids())
        .containsExactly(other.path("id").asText());
    assertThat(method("GET", webhook, "", "").status()).isEqualTo(404);
  }

  @Test
  void webhook_ofAnotherBot_isUnknown() {
    JsonNode webhook = webhook();
    String other = botswain.session(Botswain.TOKEN_THREE_GUILDS);
    Botswain.Answer answer = botswain.get("/api/webhooks/" + webhook.path("id").asText(), other);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.body().path("code").asText()).isEqualTo("unknown_webhook");
  }
}
