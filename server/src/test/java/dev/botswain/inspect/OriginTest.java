package dev.botswain.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginTest {
  private static Origin origin(String requestId, String idempotencyKey) {
    return new Origin(
        Face.API, requestId, "83bdb5c9e7c7", null, "sendMessage", idempotencyKey, null);
  }

  @ParameterizedTest
  @ValueSource(strings = {"9d5ed678-fe57-4ab3-8d9e-2c5b9e0a1f77", "tide-2026-11-23", "1a2b3c"})
  void name_ofARequest_isKept(String name) {
    assertThat(origin(name, name).requestId()).isEqualTo(name);
    assertThat(origin(name, name).idempotencyKey()).isEqualTo(name);
  }

  @Test
  void name_thatMayBeASecret_isMasked() {
    String secret = "MTE3NjY1MjM0NTY3ODkwMTIzNDU2Nzg5MA";
    assertThat(origin(secret, secret).toString()).doesNotContain(secret);
  }
}
