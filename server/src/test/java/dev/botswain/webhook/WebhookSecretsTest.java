package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhookSecretsTest {
  private static final String PAYLOAD = "{\"type\": \"MESSAGE_CREATE\", \"data\": \"ümläut\"}";

  private final Message message = new Message("1234567890", PAYLOAD.getBytes(UTF_8));

  @Test
  void sign_specificationsExample_isAsItSays() {
    var secret = new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    var example =
        new Message("msg_p5jXN8AQM9LWM0D4loKWxJek", "{\"test\": 2432232314}".getBytes(UTF_8));

    assertThat(secret.sign(example, Instant.ofEpochSecond(1614265330)))
        .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  }

  @Test
  void sign_anyMessage_isAcceptedByTheStandardsReceiver() {
    var secrets = WebhookSecrets.random();
    var now = Instant.now();

    assertThatCode(() -> verify(secrets.current(), secrets.sign(message, now), now, PAYLOAD))
        .doesNotThrowAnyException();
  }

  @Test
  void sign_changedPayload_isNotAccepted() {
    var secrets = WebhookSecrets.random();
    var now = Instant.now();

    assertThatThrownBy(() -> verify(secrets.current(), secrets.sign(message, now), now, "{}"))
        .isInstanceOf(WebhookVerificationException.class);
  }

  @Test
  void sign_afterRotation_isAcceptedWithBothSecretsForADay() {
    var now = Instant.now();
    var old = WebhookSecrets.random();
    var secrets = old.rotate(now.minus(Duration.ofHours(23)));

    assertThat(secrets.current()).isNotEqualTo(old.current());
    assertThatCode(() -> verify(old.current(), secrets.sign(message, now), now, PAYLOAD))
        .doesNotThrowAnyException();
    assertThatCode(() -> verify(secrets.current(), secrets.sign(message, now), now, PAYLOAD))
        .doesNotThrowAnyException();
  }

  @Test
  void sign_aDayAfterRotation_isAcceptedWithTheNewSecretOnly() {
    var now = Instant.now();
    var old = WebhookSecrets.random();
    var secrets = old.rotate(now.minus(WebhookSecrets.OVERLAP));

    assertThatThrownBy(() -> verify(old.current(), secrets.sign(message, now), now, PAYLOAD))
        .isInstanceOf(WebhookVerificationException.class);
    assertThatCode(() -> verify(secrets.current(), secrets.sign(message, now), now, PAYLOAD))
        .doesNotThrowAnyException();
  }

  @Test
  void rotate_twiceInADay_keepsTwoSecretsOnly() {
    var now = Instant.now();
    var first = WebhookSecrets.random();
    var second = first.rotate(now);
    var third = second.rotate(now);

    assertThat(third.former().map(WebhookSecrets.Former::secret)).contains(second.current());
    assertThat(third.sign(message, now).split(" ")).hasSize(2);
  }

  @Test
  void random_anySecret_hasTheStandardsForm() {
    var text = WebhookSecret.random().text();

    assertThat(text).startsWith("whsec_");
    assertThat(Base64.getDecoder().decode(text.substring(6))).hasSize(32);
    assertThat(WebhookSecret.random().text()).isNotEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "whsec_",
        "whsec_c2hvcnQ=",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "whsec_not base64, though as long as one",
      })
  void secret_otherForm_isRefusedWithoutShowingIt(String text) {
    assertThatThrownBy(() -> new WebhookSecret(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a webhook secret is whsec_ and the base64 of 24 to 64 bytes");
  }

  @Test
  void toString_secrets_areNotShown() {
    var secrets = WebhookSecrets.random().rotate(Instant.now());

    assertThat(secrets.toString())
        .doesNotContain("whsec_", secrets.current().text().substring(6))
        .contains("[REDACTED]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.2", "a b", "a\r\nb", "ä"})
  void message_idThatCannotBeSigned_isRefused(String id) {
    assertThatThrownBy(() -> new Message(id, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void verify(WebhookSecret secret, String signature, Instant at, String payload)
      throws Exception {
    new Webhook(secret.text())
        .verify(
            payload,
            Map.of(
                "webhook-id", List.of(message.id()),
                "webhook-timestamp", List.of(Long.toString(at.getEpochSecond())),
                "webhook-signature", List.of(signature)));
  }
}
