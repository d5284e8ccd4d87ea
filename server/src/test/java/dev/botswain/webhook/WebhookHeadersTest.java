package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.botswain.event.EventFilter;
import dev.botswain.store.StoredWebhook;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookHeadersTest {
  private static final WebhookHeaders SET =
      WebhookHeaders.NONE.with(Map.of("Authorization", "Bearer top-secret", "X-Team", "harbour"));

  private static Map<String, @Nullable String> one(String name, @Nullable String value) {
    var one = new HashMap<String, @Nullable String>();
    one.put(name, value);
    return one;
  }

  @Test
  void with_changes_leavesTheOthers() {
    assertThat(SET.with(one("authorization", "Basic abc")).values())
        .containsExactly(Map.entry("authorization", "Basic abc"), Map.entry("X-Team", "harbour"));
    assertThat(SET.with(one("AUTHORIZATION", null)).values()).containsOnlyKeys("X-Team");
    assertThat(SET.with(one("Authorization", "[REDACTED]")).values()).isEqualTo(SET.values());
    assertThat(SET.with(Map.of()).values()).isEqualTo(SET.values());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host",
        "content-length",
        "Content-Type",
        "CONTENT-ENCODING",
        "Transfer-Encoding",
        "Connection",
        "keep-alive",
        "TE",
        "Trailer",
        "Upgrade",
        "Expect",
        "Proxy-Authorization",
        "User-Agent",
        "webhook-id",
        "Webhook-Signature",
        "webhook-anything",
        "",
        "two words",
        "a:b",
        "a\r\nb",
        "ümlaut",
        "a(b)",
      })
  void with_aNameThatMustNotBe_isRefused(String name) {
    assertThatThrownBy(() -> SET.with(one(name, "value")))
        .isInstanceOf(WebhookHeaderRefusedException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", " a", "a ", "a\r\nHost: b", "a\nb", "a\u0000b", "\u00e4", "a\tb"})
  void with_aValueThatMustNotBe_isRefusedWithoutShowingIt(String value) {
    assertThatThrownBy(() -> SET.with(one("X-Key", "secret" + value + "\n")))
        .isInstanceOf(WebhookHeaderRefusedException.class)
        .hasMessageNotContaining("secret");
    assertThatThrownBy(() -> SET.with(one("X-Key", value)))
        .isInstanceOf(WebhookHeaderRefusedException.class);
  }

  @Test
  void with_tooMuch_isRefused() {
    var many = new HashMap<String, @Nullable String>();
    for (int i = 0; i < 9; i++) {
      many.put("X-" + i, "v");
    }
    assertThatThrownBy(() -> SET.with(many)).isInstanceOf(WebhookHeaderRefusedException.class);
    assertThat(WebhookHeaders.NONE.with(many).values()).hasSize(9);
    assertThatThrownBy(() -> SET.with(one("X-Key", "a".repeat(4_097))))
        .isInstanceOf(WebhookHeaderRefusedException.class);
    assertThatThrownBy(() -> SET.with(Map.of("X-A", "a".repeat(4_096), "X-B", "b".repeat(4_096))))
        .isInstanceOf(WebhookHeaderRefusedException.class);
    assertThatThrownBy(() -> SET.with(Map.of("X-A", "1", "x-a", "2")))
        .isInstanceOf(WebhookHeaderRefusedException.class);
    assertThatThrownBy(() -> SET.with(one("X-New", "[REDACTED]")))
        .isInstanceOf(WebhookHeaderRefusedException.class);
  }

  @Test
  void toString_hidesTheValues() {
    assertThat(webhook(SET).toString()).contains("Authorization").doesNotContain("top-secret");
  }

  @ParameterizedTest
  @CsvSource({
    "Bearer top-secret, [REDACTED]",
    "you sent top-secret!, you sent [REDACTED]!",
    "harbour seals, [REDACTED] seals",
    "nothing, nothing",
  })
  void veil_whatTheReceiverSendsBack_hidesTheValues(String answer, String shown) {
    assertThat(SET.veil(answer)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.org/hook, false",
    "https://example.org:8443/hook, false",
    "https://other.example.org/hook, false",
    "https://example.org/other?a=b, true",
    "https://EXAMPLE.org:443/hook, true",
  })
  void headers_urlOfAnotherPlace_haveToBeGivenAnew(String url, boolean stay) {
    var before = webhook(SET);

    if (stay) {
      assertThat(before.with(to(url, Map.of())).headers()).isEqualTo(SET);
    } else {
      assertThatThrownBy(() -> before.with(to(url, Map.of())))
          .isInstanceOf(WebhookHeaderRefusedException.class);
      assertThatThrownBy(() -> before.with(to(url, one("Authorization", "[REDACTED]"))))
          .isInstanceOf(WebhookHeaderRefusedException.class);
      var anew = one("Authorization", "Bearer other");
      anew.put("x-team", null);
      assertThat(before.with(to(url, anew)).headers().values())
          .containsExactly(Map.entry("Authorization", "Bearer other"));
    }
  }

  @Test
  void stored_andRead_isTheSame() {
    var webhook = webhook(SET);

    assertThat(WebhookJson.read(WebhookJson.write(webhook, 5))).isEqualTo(webhook);
  }

  @Test
  void stored_byAnEarlierVersion_hasNoHeadersAndHearsItsBot() throws Exception {
    var json = new ObjectMapper();
    StoredWebhook stored = WebhookJson.write(webhook(SET), 5);
    var definition = (ObjectNode) json.readTree(stored.definition());
    definition.remove(Arrays.asList("headers", "excludeSelf"));
    Webhook read =
        WebhookJson.read(
            new StoredWebhook(
                stored.id(),
                stored.botId(),
                stored.owner(),
                json.writeValueAsBytes(definition),
                stored.cursor()));

    assertThat(read.headers().values()).isEmpty();
    assertThat(read.filter().excludeSelf()).isFalse();
  }

  private static Webhook.Settings to(String url, Map<String, @Nullable String> headers) {
    return new Webhook.Settings(
        Optional.of(url), Optional.empty(), Optional.empty(), Optional.empty(), headers);
  }

  private static Webhook webhook(WebhookHeaders headers) {
    return new Webhook(
        "0123456789abcdef",
        7,
        null,
        "https://example.org/hook",
        new EventFilter(Set.of(), 0, 0, false, true, null),
        "",
        true,
        null,
        Instant.parse("2026-11-23T12:00:00Z"),
        WebhookSecrets.random(),
        headers);
  }
}
