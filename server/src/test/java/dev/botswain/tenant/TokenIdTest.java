package dev.botswain.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenIdTest {
  private static final String REST = ".Xk3vRw.2Xw0iVqz0Yy8oJm4pT5cVtqQmZ1m7n3sKq9uE6bLr4g";

  @ParameterizedTest
  @ValueSource(strings = {"1", "80351110224678912", "1422825357312000001", "18446744073709551615"})
  void token_idInAnyBase64_isThatOfTheBot(String id) {
    var with = Base64.getEncoder();
    var without = Base64.getUrlEncoder().withoutPadding();

    assertThat(TokenId.of(with.encodeToString(id.getBytes()) + REST))
        .hasValue(Long.parseUnsignedLong(id));
    assertThat(TokenId.of(without.encodeToString(id.getBytes()) + REST))
        .hasValue(Long.parseUnsignedLong(id));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0", "+1", "-1", "1x", "18446744073709551616", "١", " 1", "1 ", "nelly"})
  void token_firstPartOfNoId_saysNothing(String id) {
    String part = Base64.getEncoder().encodeToString(id.getBytes());

    assertThat(TokenId.of(part + REST)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "demo-token",
        "MTE3NjY1",
        "MTE3NjY1.",
        "MTE3NjY1..",
        "MTE3NjY1.a",
        "MTE3NjY1.a.",
        "MTE3NjY1..a",
        ".a.b",
        "MTE3NjY1.a.b.c",
        "mfa.MTE3NjY1.a",
        "MTE3%NjY1.a.b"
      })
  void token_ofAnotherForm_saysNothing(String token) {
    assertThat(TokenId.of(token)).isEmpty();
  }

  @Test
  void token_veryLong_saysNothing() {
    assertThat(TokenId.of("MTE3NjY1".repeat(1_000) + REST)).isEmpty();
  }
}
