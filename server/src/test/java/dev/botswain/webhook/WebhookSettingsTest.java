package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.testing.Botswain;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an owner sets and asks of a webhook.
class WebhookSettingsTest extends WebhooksFixture {
  @Test
  void secret_rotated_bothAreGoodForADay() throws Exception {
    JsonNode webhook = webhook();
    Botswain.Answer rotated = method("POST", webhook, "/rotate-secret", "");
    assertThat(rotated.status()).as(rotated.body().toString()).isEqualTo(200);
    say("signed twice");

    Got message = next();
    verify(webhook.path("secret").asText(), message);
    verify(rotated.body().path("secret").asText(), message);
  }

  @Test
  void test_anyWebhook_arrivesAtOnce() throws Exception {
    JsonNode webhook = webhook();
    Botswain.Answer tried = method("POST", webhook, "/test", "");

    assertThat(tried.body().path("delivered").asBoolean()).isTrue();
    assertThat(JSON.readTree(next().body()).path("type").asText()).isEqualTo("webhook.test");
  }

  @Test
  void test_again_isAnotherMessage() throws Exception {
    JsonNode webhook = webhook();
    method("POST", webhook, "/test", "");
    method("POST", webhook, "/test", "");

    assertThat(next().id()).isNotEqualTo(next().id());
  }

  @Test
  void types_misspelt_areRefusedWithTheNearest() {
    JsonNode webhook = webhook();
    Botswain.Answer answer = method("PATCH", webhook, "", "{\"types\":[\"message_create\"]}");

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo("types");
    assertThat(answer.body().path("nearest").asText()).isEqualTo("MESSAGE_CREATE");
    String newer = "{\"types\":[\"A_NEW_EVENT\"],\"unknownTypes\":true}";
    assertThat(method("PATCH", webhook, "", newer).body().path("types").path(0).asText())
        .isEqualTo("A_NEW_EVENT");
  }

  @Test
  void headers_areSentAndNeverShownAgain() throws Exception {
    Botswain.Answer made =
        botswain.post(
            "/api/webhooks",
            session,
            Map.of(
                "url",
                "http://127.0.0.1:" + receiver.getAddress().getPort() + "/",
                "types",
                List.of("MESSAGE_CREATE"),
                "headers",
                Map.of("Authorization", "Bearer top-secret")));
    assertThat(made.status()).as(made.body().toString()).isEqualTo(201);
    say("with a header");
    assertThat(next().headers()).containsEntry("Authorization", List.of("Bearer top-secret"));
    for (String more : List.of("", "/deliveries")) {
      assertThat(get(made.body(), more).toString()).doesNotContain("top-secret");
    }
    assertThat(get(made.body(), "").path("headers").path("Authorization").asText())
        .isEqualTo("[REDACTED]");
    botswain.close();
    botswain = again("loopback");
    say("after a restart");
    assertThat(next().headers()).containsEntry("Authorization", List.of("Bearer top-secret"));

    Botswain.Answer changed =
        method(
            "PATCH", made.body(), "", "{\"headers\":{\"X-Api-Key\":\"k\",\"authorization\":null}}");
    assertThat(changed.body().path("headers").toString())
        .isEqualTo("{\"X-Api-Key\":\"[REDACTED]\"}");
    assertThat(method("POST", made.body(), "/test", "").status()).isEqualTo(200);
    assertThat(next().headers())
        .containsEntry("X-api-key", List.of("k"))
        .doesNotContainKey("Authorization");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"Host\": \"example.org\"} | headers.Host",
        "{\"webhook-id\": \"1\"} | headers.webhook-id",
        "{\"X-A\": \"a\\r\\nHost: b\"} | headers.X-A",
        "{\"X-A\": 5} | headers.X-A",
        "{\"a b\": \"c\"} | headers.a b",
        "[] | headers",
      })
  void headers_thatMustNotBe_are400(String headers, String field) {
    JsonNode webhook = webhook();
    Botswain.Answer answer = method("PATCH", webhook, "", "{\"headers\":" + headers + "}");

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().path("field").asText()).isEqualTo(field);
  }
}
