package dev.botswain.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MaskedTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        // The last part of a bot's token, a session id, tokens of a webhook and of an interaction.
        "Zm9vYmFyYmF6cXV4cXV1eGNvcmdlZ3JhdWx0",
        "kZq0-8dS_3mVwT5yXcB1nLhJgF7aRpEuO2iKt6W9QzA",
        "kX7_secretsecretsecretsecretsecretsecretsecretsecretsecretsecret-9xx",
        "aW50ZXJhY3Rpb246MTIzNDU2Nzg5MDEyMzQ1Njc4OTphYmNkZWZnaGlqa2xtbm9wcXJzdHV2d3h5eg"
      })
  void secret_whereverItStands_isMasked(String secret) {
    for (String around :
        new String[] {"%s", "before %s after", "/webhooks/1/%s", "\"%s\"", "(%s)"}) {
      assertThat(Masked.text(around.formatted(secret))).isEqualTo(around.formatted(Masked.MARK));
    }
  }

  @Test
  void tokenOfABot_keepsNothingOfItsLastPart() {
    String token = "MTEzMjkxNTA2NDgzMjAwMDAwMQ" + ".GaBcDe." + "x1-_".repeat(10);

    assertThat(Masked.text("Bot " + token)).doesNotContain("x1-_").startsWith("Bot ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "High water at noon",
        "1132915064832000005",
        "<:anchor:1132915064832000005>",
        "/channels/1132915064832000005/messages",
        "abcdefghijklmnopqrstuvwx",
        "a;base64,"
      })
  void text_withoutSecrets_staysTheSameObject(String text) {
    assertThat(Masked.text(text)).isSameAs(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iVBORw0KGgo=", "AA+/AA==", "AA\\/AA", "QUJD"})
  void file_howeverShort_isCutOut(String file) {
    assertThat(Masked.text("{\"image\":\"data:image/png;base64," + file + "\",\"name\":\"x\"}"))
        .isEqualTo("{\"image\":\"data:image/png;base64," + Masked.MARK + "\",\"name\":\"x\"}");
  }

  @Test
  void parameter_namedToken_isMaskedHoweverShort() {
    assertThat(Masked.parameter("token", "x")).isEqualTo(Masked.MARK);
    assertThat(Masked.parameter("messageId", "123")).isEqualTo("123");
  }
}
