package dev.botswain.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 80351110224678912L, 1422825357312000001L, -1})
  void random_anyBot_hasTheShapeOfItsToken(long botId) {
    String id = SessionId.random(botId).text();

    String[] parts = id.split("\\.", -1);
    assertThat(parts).hasSize(3);
    assertThat(new String(Base64.getDecoder().decode(parts[0]), US_ASCII))
        .isEqualTo(Long.toUnsignedString(botId));
    assertThat(Base64.getUrlDecoder().decode(parts[2])).hasSize(32);
    assertThat(new SessionId(id).isPlausible()).isTrue();
  }

  @Test
  void hash_idFromBeforeTheShape_isThatOfItsSecret() {
    String secret = "2Xw0iVqz0Yy8oJm4pT5cVtqQmZ1m7n3sKq9uE6bLr4g";

    assertThat(new SessionId(secret).isPlausible()).isTrue();
    assertThat(new SessionId("MQ.abcdef." + secret).hash()).isEqualTo(new SessionId(secret).hash());
    assertThat(new SessionId("MQ.abcdef." + secret + "x").isPlausible()).isFalse();
    assertThat(new SessionId("").isPlausible()).isFalse();
  }

  @Test
  void random_twice_isNeverTheSame() {
    assertThat(SessionId.random(7)).isNotEqualTo(SessionId.random(7));
    assertThat(SessionId.random(7)).hasToString("[REDACTED]");
  }
}
