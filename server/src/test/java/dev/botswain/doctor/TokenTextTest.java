package dev.botswain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.secret.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {
  @Test
  void token_saysWhoseItIs() {
    var text =
        TokenText.of(
            new Secret("MTQyMjgyNTM1NzMxMjAwMDA5OQ.GmNotA.bcdefghijklmnopqrstuvwxyz0123456789"),
            null);

    assertThat(text.shaped()).isTrue();
    assertThat(text.botId()).isEqualTo(1422825357312000099L);
  }

  /// A client secret, a public key, an application id, a user's multi-factor token, and parts that
  /// are no id.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "nrHmp4yXn1Cw1Yx9QZb8GmKq3vJt5s2L",
        "3b1f4f4f2a6d4f5a8e7b9c0d1e2f3a4b5c6d7e8f9a0b1c2d3e4f5a6b7c8d9e0f",
        "1422825357312000099",
        "mfa.VkO_2G4Qv3T--NO--lWetW_tjND--TOKEN--QFTm6YGtzq9PH--4U--tG0",
        "bm90IGFuIGlkIGF0IGFsbA.GmNotA.bcdefghijklmnopqrstuvwxyz0123456789",
        "!!!!!!!!!!!!!!!!!!!!!!.GmNotA.bcdefghijklmnopqrstuvwxyz0123456789"
      })
  void otherTexts_areNoTokens(String text) {
    assertThat(TokenText.of(new Secret(text), null).shaped()).isFalse();
    assertThat(TokenText.of(new Secret(text), null).botId()).isNull();
  }
}
