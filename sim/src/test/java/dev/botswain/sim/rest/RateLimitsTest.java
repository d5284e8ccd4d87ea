package dev.botswain.sim.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RateLimitsTest {
  private static final String SEND = "{\"content\":\"ahoy\"}";

  @Test
  void answer_always_tellsTheStateOfTheBucket() {
    try (var harbour = new Harbour(Limits.DISCORD)) {
      Reply reply = harbour.call("POST", messages(harbour.general.id()), SEND);
      assertThat(reply.header("X-RateLimit-Limit")).isEqualTo("5");
      assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo("4");
      assertThat(reply.header("X-RateLimit-Reset-After")).isEqualTo("5.000");
      assertThat(Double.parseDouble(reply.header("X-RateLimit-Reset")) * 1_000)
          .isEqualTo(harbour.clock.millis() + 5_000.0);
      assertThat(reply.header("X-RateLimit-Bucket")).matches("[0-9a-f]{32}");
    }
  }

  @Test
  void bucket_thatIsEmpty_answers429UntilItResets() {
    try (var harbour = new Harbour(Limits.DISCORD)) {
      for (int i = 0; i < 5; i++) {
        assertThat(harbour.call("POST", messages(harbour.general.id()), SEND).status())
            .isEqualTo(200);
        harbour.clock.advance(Duration.ofMillis(500));
      }
      Reply reply = harbour.call("POST", messages(harbour.general.id()), SEND);
      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.body().path("message").asText()).isEqualTo("You are being rate limited.");
      assertThat(reply.body().path("retry_after").asDouble()).isEqualTo(2.5);
      assertThat(reply.body().path("global").asBoolean(true)).isFalse();
      assertThat(reply.header("Retry-After")).isEqualTo("3");
      assertThat(reply.header("X-RateLimit-Scope")).isEqualTo("user");
      assertThat(reply.header("X-RateLimit-Remaining")).isEqualTo("0");
      assertThat(reply.header("X-RateLimit-Global")).isEmpty();
      assertThat(harbour.general.messages().size()).isEqualTo(5);

      harbour.clock.advance(Duration.ofMillis(2_500));
      Reply after = harbour.call("POST", messages(harbour.general.id()), SEND);
      assertThat(after.status()).isEqualTo(200);
      assertThat(after.header("X-RateLimit-Remaining")).isEqualTo("4");
    }
  }

  @Test
  void bucket_ofAnotherChannelOrBot_countsApart() {
    try (var harbour = new Harbour(Limits.DISCORD)) {
      for (int i = 0; i < 6; i++) {
        harbour.call("POST", messages(harbour.general.id()), SEND);
      }
      Reply elsewhere = harbour.call("POST", messages(harbour.news.id()), SEND);
      assertThat(elsewhere.header("X-RateLimit-Remaining")).isEqualTo("4");
      Reply another = harbour.call(harbour.plain, "POST", messages(harbour.general.id()), SEND);
      assertThat(another.header("X-RateLimit-Remaining")).isEqualTo("4");
    }
  }

  @Test
  void bucket_thatRoutesShare_hasOneHashAndOneCount() {
    try (var harbour = new Harbour(Limits.DISCORD)) {
      long first = harbour.say(harbour.general, harbour.mate, "first").id();
      String reaction =
          messages(harbour.general.id()) + "/" + first + "/reactions/%F0%9F%94%A5/@me";
      Reply put = harbour.call("PUT", reaction);
      Reply delete = harbour.call("DELETE", reaction);
      assertThat(put.status()).isEqualTo(204);
      assertThat(delete.status()).isEqualTo(429);
      assertThat(delete.header("X-RateLimit-Bucket")).isEqualTo(put.header("X-RateLimit-Bucket"));
    }
  }

  @Test
  void global_limitReached_answers429ForAllRoutesOfTheBotAlone() {
    try (var harbour = new Harbour(new Limits(true, 3, 10_000))) {
      for (int i = 0; i < 3; i++) {
        assertThat(harbour.call("GET", "/users/@me").status()).isEqualTo(200);
      }
      Reply reply = harbour.call("GET", "/users/100000000000001002");
      assertThat(reply.status()).isEqualTo(429);
      assertThat(reply.body().path("global").asBoolean()).isTrue();
      assertThat(reply.header("X-RateLimit-Global")).isEqualTo("true");
      assertThat(reply.header("X-RateLimit-Scope")).isEqualTo("global");
      assertThat(reply.header("Retry-After")).isEqualTo("1");
      assertThat(reply.header("X-RateLimit-Bucket")).isEmpty();
      assertThat(harbour.call(harbour.plain, "GET", "/users/@me").status()).isEqualTo(200);
      harbour.clock.advance(Duration.ofSeconds(1));
      assertThat(harbour.call("GET", "/users/100000000000001002").status()).isEqualTo(200);
    }
  }

  @Test
  void global_limit_doesNotBindRoutesWithATokenInThePath() {
    var limits = new RateLimits(new MovableClock(), 0);
    var route =
        Route.of(
            HttpMethod.POST,
            "/interactions/{interaction_id}/{interaction_token}/callback",
            Access.TOKEN_IN_PATH,
            Bucket.USUAL,
            call -> Answer.NO_CONTENT);
    var match =
        new Router.Match(route, Map.of("interaction_id", "1", "interaction_token", "secret"));
    assertThat(limits.count("127.0.0.1", match)).isInstanceOf(RateLimits.Verdict.Allowed.class);
  }

  @Test
  void limits_switchedOff_neverRefuseAndSendNoHeaders() {
    try (var harbour = new Harbour(Limits.NONE)) {
      for (int i = 0; i < 10; i++) {
        Reply reply = harbour.call("POST", messages(harbour.general.id()), SEND);
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.header("X-RateLimit-Limit")).isEmpty();
      }
    }
  }

  @Test
  void refusedCalls_ofABot_areCountedByBucket() {
    try (var harbour = new Harbour(new Limits(true, 8, 10_000))) {
      long first = harbour.general.id();
      String bucket = harbour.call("POST", messages(first), SEND).header("X-RateLimit-Bucket");
      for (int i = 0; i < 6; i++) {
        harbour.call("POST", messages(first), SEND);
      }
      harbour.call("POST", messages(harbour.news.id()), SEND);
      harbour.call("GET", "/users/@me");
      assertThat(harbour.inWorld(() -> harbour.rest.refused().of(harbour.pilot.id())))
          .containsExactly(
              new RefusedCalls.Count(bucket, Long.toString(first), 2),
              new RefusedCalls.Count(RefusedCalls.GLOBAL, "", 1));
      assertThat(harbour.inWorld(() -> harbour.rest.refused().of(harbour.plain.id()))).isEmpty();
    }
  }

  @Test
  void invalidRequests_tooMany_banTheAddress() {
    try (var harbour = new Harbour(new Limits(true, 50, 3))) {
      String channel = "/channels/" + harbour.hidden.id();
      for (int i = 0; i < 3; i++) {
        assertThat(harbour.call(harbour.plain, "GET", channel).status()).isEqualTo(403);
      }
      Reply banned = harbour.call("GET", "/users/@me");
      assertThat(banned.status()).isEqualTo(429);
      assertThat(banned.text()).isEqualTo("error code: 1015");
      assertThat(banned.header("Retry-After")).isEqualTo("3600");
      assertThat(banned.header("Via")).isEmpty();
      harbour.clock.advance(Edge.BAN);
      assertThat(harbour.call("GET", "/users/@me").status()).isEqualTo(200);
    }
  }

  @Test
  void invalidRequests_areForgottenAfterTenMinutes() {
    var clock = new MovableClock();
    var edge = new Edge(clock, 2);
    edge.count("127.0.0.1", 401, null);
    clock.advance(Edge.WINDOW);
    edge.count("127.0.0.1", 403, null);
    assertThat(edge.invalidRequests("127.0.0.1")).isEqualTo(1);
    assertThat(edge.refusal("127.0.0.1", Client.AGENT)).isNull();
    edge.count("127.0.0.1", 429, "user");
    assertThat(edge.refusal("127.0.0.1", Client.AGENT)).isNotNull();
    assertThat(edge.refusal("127.0.0.2", Client.AGENT)).isNull();
  }

  @Test
  void invalidRequests_countNeitherShared429sNorOtherStatuses() {
    var edge = new Edge(new MovableClock(), 10);
    edge.count("127.0.0.1", 429, "shared");
    edge.count("127.0.0.1", 404, null);
    edge.count("127.0.0.1", 200, null);
    assertThat(edge.invalidRequests("127.0.0.1")).isZero();
    edge.count("127.0.0.1", 429, null);
    edge.count("127.0.0.1", 429, "global");
    assertThat(edge.invalidRequests("127.0.0.1")).isEqualTo(2);
  }

  private static String messages(long channel) {
    return "/channels/" + channel + "/messages";
  }
}
