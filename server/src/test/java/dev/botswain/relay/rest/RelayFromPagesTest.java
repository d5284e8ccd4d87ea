package dev.botswain.relay.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

/// The relay as web pages call it.
class RelayFromPagesTest extends RelayFixture {
  @Test
  void preflight_needsNoSession_andIsNotDiscords() {
    var allowed =
        botswain.send(
            request(
                    MESSAGES,
                    "Origin",
                    "https://page.example",
                    "Access-Control-Request-Method",
                    "PATCH")
                .method("OPTIONS", BodyPublishers.noBody()),
            null);

    assertThat(allowed.status()).isEqualTo(204);
    assertThat(allowed.header("Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(allowed.header("Access-Control-Allow-Methods")).contains("PATCH", "DELETE");
    assertThat(allowed.header("Access-Control-Allow-Headers"))
        .contains("Authorization", "Botswain-Wait", "X-Audit-Log-Reason");
    assertThat(allowed.header("Access-Control-Allow-Credentials")).isNull();
  }

  @Test
  void preflight_namingHeaders_allowsThem() {
    var allowed =
        botswain.send(
            request(
                    MESSAGES,
                    "Origin",
                    "https://page.example",
                    "Access-Control-Request-Method",
                    "PATCH",
                    "Access-Control-Request-Headers",
                    "authorization,x-discord-locale")
                .method("OPTIONS", BodyPublishers.noBody()),
            null);

    assertThat(allowed.header("Access-Control-Allow-Headers"))
        .isEqualTo("authorization,x-discord-locale");
  }

  @Test
  void answer_toAPage_canBeReadByIt() {
    for (var path : new String[] {"/api/v10/users/@me", "/api/v10/gateway", MESSAGES + "/1"}) {
      var answer = get(path, "Origin", "https://page.example");

      assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("*");
      assertThat(answer.header("Access-Control-Expose-Headers"))
          .contains("X-RateLimit-Remaining", "Retry-After", "Botswain-Queue-Ms");
    }
  }
}
