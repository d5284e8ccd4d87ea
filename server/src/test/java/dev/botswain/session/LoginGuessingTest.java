package dev.botswain.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import java.net.http.HttpRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Guessed tokens must not use up what Discord accepts from this server's address.
@Timeout(60)
class LoginGuessingTest {
  private static Botswain botswain;

  @BeforeAll
  static void start() {
    botswain = Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_TRUSTED_PROXIES", "127.0.0.1"));
  }

  @AfterAll
  static void stop() {
    botswain.close();
  }

  private static Botswain.Answer login(String token, String from) {
    return botswain.send(
        Botswain.request(botswain.url() + "/api/auth/login")
            .header("X-Forwarded-For", from)
            .POST(HttpRequest.BodyPublishers.ofString("{\"token\": \"" + token + "\"}")),
        null);
  }

  private static double invalid() {
    return botswain
        .get("/metrics", Botswain.OPERATOR_KEY)
        .raw()
        .body()
        .lines()
        .filter(line -> line.startsWith("botswain_rest_invalid_total"))
        .mapToDouble(line -> Double.parseDouble(line.split(" ")[1]))
        .sum();
  }

  @Test
  void rejectedToken_triedAgain_isRefusedWithoutAskingDiscord() {
    var before = invalid();
    for (int i = 0; i < 5; i++) {
      var answer = login("dead", "192.0.2.1");
      assertThat(answer.status()).isEqualTo(401);
      assertThat(answer.body().findValuesAsText("code")).contains("token_rejected");
    }

    assertThat(invalid() - before).isEqualTo(1);
  }

  @Test
  void tokensMadeUp_spendTheirNetworksShareAlone() {
    var session = botswain.session(Botswain.TOKEN);
    for (int i = 0; i < 100; i++) {
      assertThat(login("guess-" + i, "192.0.2.2").status()).isEqualTo(401);
    }

    var refused = login("guess-last", "192.0.2.2");
    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.body().findValuesAsText("code")).contains("protecting_address");
    assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(500, 630);
    assertThat(login("guess-other", "192.0.2.3").status()).isEqualTo(401);
    assertThat(login(Botswain.TOKEN, "192.0.2.2").status()).isEqualTo(200);
    assertThat(botswain.get("/api/v10/users/@me", session).status()).isEqualTo(200);
    assertThat(botswain.get("/health/ready", null).status()).isEqualTo(200);
    var health = botswain.get("/api/operator/health", Botswain.OPERATOR_KEY);
    assertThat(health.body().toString()).contains("of 10000 invalid requests in ten minutes");
  }
}
