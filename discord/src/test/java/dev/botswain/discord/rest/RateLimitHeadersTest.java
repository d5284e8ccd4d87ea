package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RateLimitHeadersTest {
  private static Optional<RateLimitHeaders> of(Map<String, String> headers) {
    return RateLimitHeaders.of(HttpHeaders.headers().addAll(headers));
  }

  @Test
  void of_discordsExample_isRead() {
    var headers =
        Map.of(
            "X-RateLimit-Limit", "5",
            "X-RateLimit-Remaining", "0",
            "X-RateLimit-Reset", "1470173023.123",
            "X-RateLimit-Reset-After", "64.57",
            "X-RateLimit-Bucket", "abcd1234");

    assertThat(of(headers))
        .contains(new RateLimitHeaders("abcd1234", 5, 0, 1_470_173_023_123L, 64_570_000_000L));
  }

  @Test
  void of_withoutBucketAndReset_isRead() {
    var headers =
        Map.of(
            "x-ratelimit-limit", "5", "x-ratelimit-remaining", "9", "x-ratelimit-reset-after", "1");

    assertThat(of(headers)).contains(new RateLimitHeaders(null, 5, 5, 0, 1_000_000_000));
  }

  @Test
  void of_missingOrOddNumbers_isNothing() {
    assertThat(of(Map.of())).isEmpty();
    for (var odd : new String[] {"", "x", "-1", "NaN", "0x"}) {
      var headers =
          Map.of(
              "x-ratelimit-limit", "5",
              "x-ratelimit-remaining", "1",
              "x-ratelimit-reset-after", odd);
      assertThat(of(headers)).as(odd).isEmpty();
    }
  }

  @Test
  void of_absurdNumbers_areBounded() {
    var headers =
        Map.of(
            "x-ratelimit-limit", "1e30",
            "x-ratelimit-remaining", "1e20",
            "x-ratelimit-reset-after", "Infinity");

    var read = of(headers).orElseThrow();

    assertThat(read.limit()).isEqualTo(Integer.MAX_VALUE);
    assertThat(read.resetAfter()).isEqualTo(86_400_000_000_000L);
  }
}
