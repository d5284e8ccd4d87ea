package dev.botswain.relay.rest;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.botswain.testing.Botswain.Answer;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Rate limits and waiting, as callers of the relay see them.
class RelayLimitsTest extends RelayFixture {
  @Test
  void limits_areSharedWithOurOwnApi() {
    for (int i = 0; i < 12; i++) {
      var answer =
          i % 2 == 0
              ? get(MESSAGES + "?limit=1")
              : botswain.get("/api/messages?limit=1&channelId=" + GENERAL, session);
      assertThat(answer.status()).isEqualTo(200);
    }

    for (var request :
        botswain.simGet("/sim/bots/" + botswain.simBot(TOKEN) + "/requests?limit=100").body()) {
      assertThat(request.path("status").asInt()).isEqualTo(200);
    }
  }

  @Test
  void wait_none_passesTheLimitOn() {
    var answers = new ArrayList<Answer>();
    for (int i = 0; i < 7; i++) {
      answers.add(get(MESSAGES + "?limit=1", "Botswain-Wait", "0"));
    }

    var limited = answers.getLast();
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.body().path("message").asText()).isEqualTo("You are being rate limited.");
    assertThat(limited.body().path("retry_after").asDouble()).isBetween(0.001, 1.0);
    assertThat(limited.body().path("global").asBoolean(true)).isFalse();
    assertThat(limited.header("Retry-After")).isEqualTo("1");
    assertThat(limited.header("X-RateLimit-Scope")).isEqualTo("user");
    var passed = answers.getFirst();
    assertThat(limited.header("X-RateLimit-Limit")).isEqualTo(passed.header("X-RateLimit-Limit"));
    assertThat(limited.header("X-RateLimit-Bucket"))
        .isNotNull()
        .isEqualTo(passed.header("X-RateLimit-Bucket"));
    assertThat(limited.header("X-RateLimit-Remaining")).isEqualTo("0");
    assertThat(Double.parseDouble(limited.header("X-RateLimit-Reset-After")))
        .isEqualTo(limited.body().path("retry_after").asDouble());
    assertThat(Double.parseDouble(limited.header("X-RateLimit-Reset")))
        .isCloseTo(System.currentTimeMillis() / 1e3, within(30.0));
    assertThat(limited.header("X-RateLimit-Global")).isNull();
    assertThat(limited.header("Botswain-Queue-Ms")).isEqualTo("0");
    assertThat(limited.header("Via")).isNotNull();
    assertThat(seen().path("status").asInt()).as("it did not reach Discord").isEqualTo(200);
  }

  @Test
  void limited_onAllRoutes_isSaidAsDiscordSaysIt() {
    botswain.fault(
        "GET",
        "/channels/*/messages",
        429,
        1,
        Map.of(
            "body",
            Map.of("message", "You are being rate limited.", "retry_after", 60, "global", true),
            "headers",
            Map.of(
                "Retry-After", "60", "X-RateLimit-Global", "true", "X-RateLimit-Scope", "global")));
    get(MESSAGES + "?limit=1", "Botswain-Wait", "0");

    var limited = get("/api/v10/users/@me", "Botswain-Wait", "0");
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.body().path("global").asBoolean()).isTrue();
    assertThat(Integer.parseInt(limited.header("Retry-After"))).isBetween(30, 60);
    assertThat(limited.header("X-RateLimit-Global")).isEqualTo("true");
    assertThat(limited.header("X-RateLimit-Scope")).isEqualTo("global");
    assertThat(limited.header("X-RateLimit-Bucket")).isNull();
  }

  @Test
  void limited_byAResource_isSaidAsDiscordSaysIt() {
    botswain.fault(
        "GET",
        "/channels/*/messages",
        429,
        1,
        Map.of("headers", Map.of("Retry-After", "60", "X-RateLimit-Scope", "shared")));
    var limited = get(MESSAGES + "?limit=1", "Botswain-Wait", "0");

    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.header("X-RateLimit-Scope")).isEqualTo("shared");
    assertThat(limited.body().path("message").asText())
        .isEqualTo("The resource is being rate limited.");
    assertThat(limited.body().path("global").asBoolean(true)).isFalse();
  }

  @Test
  void queueTime_ofAnAnswer_isTold() {
    botswain.fault(
        "GET", "/channels/*/messages", 429, 1, Map.of("headers", Map.of("Retry-After", "1")));

    assertThat(get("/api/v10/users/@me").header("Botswain-Queue-Ms")).matches("[0-9]{1,3}");
    assertThat(Integer.parseInt(get(MESSAGES + "?limit=1").header("Botswain-Queue-Ms")))
        .isBetween(900, 20_000);
  }

  @Test
  void wait_notSaid_endsBeforeLibrariesGiveUp() {
    var guild = botswain.get("/api/guilds", session).body().path(0).path("id").asText();
    var commands =
        "/api/v10/applications/" + botswain.simBot(TOKEN) + "/guilds/" + guild + "/commands";
    // five of these are allowed in 20 s
    for (int i = 0; i < 5; i++) {
      assertThat(post(commands, command(i)).status()).isEqualTo(201);
    }

    var limited = post(commands, command(5));
    assertThat(limited.status()).isEqualTo(429);
    assertThat(limited.body().path("retry_after").asDouble()).isBetween(8.0, 20.0);
    assertThat(limited.header("Botswain-Queue-Ms")).isEqualTo("0");
  }

  private static String command(int number) {
    return "{\"name\": \"sail%d\", \"description\": \"Sets sail\"}".formatted(number);
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "abc", "-1", "1.5", "5s", ""})
  void wait_notSeconds_is400(String wait) {
    var answer = get("/api/v10/users/@me", "Botswain-Wait", wait);

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body().path("message").asText())
        .isEqualTo("400: Bad Request: Botswain-Wait must be whole seconds, such as 5");
  }

  @Test
  void limited_shortBody_isWaitedOut() {
    botswain.fault(
        "POST", "/channels/*/messages", 429, 1, Map.of("headers", Map.of("Retry-After", "1")));

    assertThat(post(MESSAGES, "{\"content\": \"ahoy\"}").status()).isEqualTo(200);
  }
}
