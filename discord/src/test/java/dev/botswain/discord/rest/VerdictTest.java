package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.rest.RateLimitedException.Scope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictTest {
  private static final Route ROUTE = new Route("GET /users/{id}", "", false);
  private static final Route WEBHOOK =
      new Route("POST /webhooks/{id}/{name}", "/webhooks/1/tok", true);

  private static Verdict of(Route route, int status, Map<String, String> headers, String body) {
    var all = HttpHeaders.headers().addAll(headers);
    return Verdict.of(route, new RestResponse(status, all, Buffer.buffer(body)));
  }

  private static Verdict limited(double seconds, Scope scope) {
    return new Verdict.Limited(Math.round(seconds * TimeUnit.SECONDS.toNanos(1)), scope);
  }

  private static Verdict of429(Map<String, String> headers, String body) {
    return of(ROUTE, 429, headers, body);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 202, 204, 301, 400, 403, 404, 405, 410, 418, 501, 505, 519, 531})
  void of_ordinaryStatus_isFinal(int status) {
    assertThat(of(ROUTE, status, Map.of(), "")).isEqualTo(new Verdict.Final());
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504, 520, 522, 524, 530})
  void of_failureOfDiscord_isFailed(int status) {
    assertThat(of(ROUTE, status, Map.of(), "")).isEqualTo(new Verdict.Failed());
  }

  @Test
  void of_unauthorized_dependsOnTheRoute() {
    var whoAmI = new Route("GET /users/@me", "", false);

    assertThat(of(ROUTE, 401, Map.of(), "")).isEqualTo(new Verdict.TokenDoubted());
    assertThat(of(whoAmI, 401, Map.of(), "")).isEqualTo(new Verdict.TokenDead());
    assertThat(of(WEBHOOK, 401, Map.of(), "")).isEqualTo(new Verdict.WebhookGone());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 403})
  void of_codeOfUnauthorized_isSoWhateverTheStatus(int status) {
    assertThat(of(ROUTE, status, Map.of(), "{\"code\": 40001}"))
        .isEqualTo(new Verdict.TokenDoubted());
    assertThat(of(ROUTE, status, Map.of(), "{\"code\": 40002}")).isEqualTo(new Verdict.Final());
  }

  @Test
  void of_notFoundOfWebhook_isSaidToBeThat() {
    assertThat(of(WEBHOOK, 404, Map.of(), "")).isEqualTo(new Verdict.WebhookGone());
  }

  @Test
  void of_bodyAndHeader_bodyIsMoreExact() {
    var headers = Map.of("Retry-After", "65", "X-RateLimit-Scope", "user");

    assertThat(of429(headers, "{\"retry_after\": 64.57, \"global\": false}"))
        .isEqualTo(limited(64.57, Scope.USER));
  }

  @Test
  void of_headerOnly_isUsed() {
    assertThat(of429(Map.of("Retry-After", "65", "X-RateLimit-Scope", "shared"), "oops"))
        .isEqualTo(limited(65, Scope.SHARED));
  }

  @Test
  void of_global_byBodyOrEitherHeader() {
    var body = "{\"retry_after\": 1, \"global\": %s}";

    assertThat(of429(Map.of(), body.formatted(true))).isEqualTo(limited(1, Scope.GLOBAL));
    assertThat(of429(Map.of("X-RateLimit-Scope", "global"), body.formatted(false)))
        .isEqualTo(limited(1, Scope.GLOBAL));
    assertThat(of429(Map.of("X-RateLimit-Global", "true"), body.formatted(false)))
        .isEqualTo(limited(1, Scope.GLOBAL));
  }

  @Test
  void of_neitherJsonNorVia_isABan() {
    assertThat(of429(Map.of("Retry-After", "300"), "<html>"))
        .isEqualTo(limited(300, Scope.ADDRESS));
    assertThat(of429(Map.of(), "")).isEqualTo(limited(60, Scope.ADDRESS));
    assertThat(of429(Map.of("Retry-After", "soon"), "")).isEqualTo(limited(60, Scope.ADDRESS));
  }

  @Test
  void of_viaWithoutJson_isDiscords() {
    assertThat(of429(Map.of("Via", "1.1 google"), "")).isEqualTo(limited(1, Scope.USER));
  }

  /// For example a server that is not Discord and has an empty body.
  @Test
  void of_rateLimitHeadersWithoutJson_isNoBan() {
    assertThat(of429(Map.of("X-RateLimit-Limit", "5", "Retry-After", "2"), ""))
        .isEqualTo(limited(2, Scope.USER));
    assertThat(of429(Map.of("X-RateLimit-Scope", "resource", "Retry-After", "2"), ""))
        .isEqualTo(limited(2, Scope.USER));
  }

  @Test
  void of_absurdWaits_areBounded() {
    assertThat(of429(Map.of(), "{\"retry_after\": 0}")).isEqualTo(limited(0.05, Scope.USER));
    assertThat(of429(Map.of(), "{\"retry_after\": 1e300}")).isEqualTo(limited(86_400, Scope.USER));
    assertThat(of429(Map.of("Via", "x"), "{\"retry_after\": -1}"))
        .isEqualTo(limited(1, Scope.USER));
    assertThat(of429(Map.of("Via", "x"), "{\"retry_after\": \"1\"}"))
        .isEqualTo(limited(1, Scope.USER));
  }
}
