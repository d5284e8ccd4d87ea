package dev.botswain.relay.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestTargetTest {
  @ParameterizedTest
  @CsvSource({
    "/api/v10/users/@me, /api/v10/users/@me",
    "/api/v9/webhooks/1, /api/v9/webhooks/1",
    "/api/v10/webhooks/1/secret, /api/v10/webhooks/1/…",
    "/api/v10/webhooks/1/secret/messages/2, /api/v10/webhooks/1/…",
    "/api/v10/webhooks/odd/secret, /api/v10/webhooks/odd/…",
    "/api/v10/%77ebhooks/1/secret, /api/v10/webhooks/1/…",
    "/api/v9/interactions/1/secret/callback, /api/v9/interactions/1/…",
    "/api/v10//webhooks/1/secret, /api/v10/webhooks/1/…",
    "/api/v10/./webhooks/1/secret, /api/v10/…",
    "/api/v10/%2e/webhooks/1/secret, /api/v10/…",
    "/api/v10/webhooks%2f1%2fsecret, /api/v10/…",
  })
  void shown_path_hasNoTokenInIt(String path, String shown) {
    assertThat(RestTarget.shown(path)).isEqualTo(shown);
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v10, true",
    "/api/v10/users, true",
    "/api/v9/users, true",
    "/api/v1/users, false",
    "/api/v100/users, false",
    "/api/v10x, false",
    "/api/users, false",
    "/x/api/v10/users, false",
  })
  void covers_versionsThatDiscordHas(String path, boolean covered) {
    assertThat(RestTarget.covers(path)).isEqualTo(covered);
  }
}
