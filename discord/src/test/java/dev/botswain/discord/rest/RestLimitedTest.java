package dev.botswain.discord.rest;

import static dev.botswain.discord.rest.ScriptedDiscord.limits;
import static dev.botswain.discord.rest.ScriptedDiscord.tooMany;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.rest.RateLimitedException.Scope;
import dev.botswain.secret.Secret;
import dev.botswain.share.Bound;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// After a 429: who waits, for how long, and who goes on.
class RestLimitedTest extends RestQueueFixture {
  private void untilLimited(String scope) {
    var limited = metrics.counter("botswain.rest.limited", "scope", scope);
    Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> limited.count() > 0);
  }

  @Test
  void send_userLimit_goesAgainAfterRetryAfterInOrder() {
    var calls = IntStream.range(0, 3).mapToObj(i -> post(MESSAGES + "/" + i)).toList();
    var first = discord.next();
    first.reply(
        429,
        Map.of("Retry-After", "1", "X-RateLimit-Scope", "user", "X-RateLimit-Bucket", "b"),
        tooMany(0.2, false));
    get("/users/2");
    assertThat(discord.next().line()).endsWith("/users/2");

    var again = discord.next();
    assertThat(again.line()).isEqualTo(first.line());
    assertThat(again.body()).isEqualTo(first.body()).isEqualTo(Buffer.buffer("{}"));
    assertThat(again.at() - first.at()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(195));
    again.reply(200);
    assertThat(calls.getFirst().await().status()).isEqualTo(200);
    discord.next(2);
    assertThat(metrics.counter("botswain.rest.limited", "scope", "user").count()).isEqualTo(1);
    assertThat(metrics.counter("botswain.rest.invalid").count()).isEqualTo(1);
  }

  @Test
  void send_sharedLimit_countsRetryAfterNotResetAndIsNotInvalid() {
    var call = post(MESSAGES);
    var headers = new java.util.HashMap<>(limits("b", 10, 9, 0.01, 1_000));
    headers.put("X-RateLimit-Scope", "shared");
    headers.put("Retry-After", "60");
    discord.next().reply(429, headers, tooMany(59.5, false));

    var failure = failure(RateLimitedException.class, call);

    assertThat(failure.scope()).isEqualTo(Scope.SHARED);
    assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(59), Duration.ofMillis(59_500));
    assertThat(metrics.counter("botswain.rest.invalid").count()).isZero();
  }

  @Test
  void send_sharedLimit_otherRoutesOfTheBucketGoOn() {
    var first = post(MESSAGES);
    discord.next().reply(200, limits("b", 10, 9, 60, 1_000), "{}");
    first.await();
    var other = get(MESSAGES);
    discord.next().reply(200, limits("b", 10, 8, 60, 1_000), "{}");
    other.await();
    var limited = post(MESSAGES);
    var headers = new java.util.HashMap<>(limits("b", 10, 7, 60, 1_000));
    headers.put("X-RateLimit-Scope", "shared");
    var refusedAt = System.nanoTime();
    discord.next().reply(429, headers, tooMany(0.3, false));
    untilLimited("shared");
    get(MESSAGES);

    var onward = discord.next();
    assertThat(onward.line()).startsWith("GET ").endsWith(MESSAGES);
    assertThat(limited.isComplete()).isFalse();
    var again = discord.next();
    assertThat(again.line()).startsWith("POST ");
    assertThat(again.at() - refusedAt).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(295));
  }

  /// As Discord does when old messages are deleted.
  @Test
  void send_refusedInTheNameOfAnotherBucket_itsOwnIsHeldToo() {
    var known = post(MESSAGES);
    discord.next().reply(200, limits("own", 30, 29, 60, 1_000), "{}");
    known.await();
    var calls = posts(MESSAGES, 2);
    var two = discord.next(2);
    var refusedAt = System.nanoTime();
    two.getFirst().reply(429, limits("other", 5, 0, 0.3, 1_000), tooMany(0.3, false));
    untilLimited("user");
    two.getLast().reply(200, limits("own", 30, 27, 60, 1_000), "{}");
    Future.any(calls).await();
    post(MESSAGES);

    for (var later : discord.next(2)) {
      assertThat(later.at() - refusedAt).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(295));
    }
  }

  @Test
  void send_globalLimit_allRoutesWaitButThoseWithATokenOfTheirOwn() {
    var call = post(MESSAGES);
    var first = discord.next();
    first.reply(
        429,
        Map.of("Retry-After", "1", "X-RateLimit-Scope", "global", "X-RateLimit-Global", "true"),
        tooMany(0.3, true));
    var interaction = post("/interactions/5/tok/callback");
    discord.next().reply(204);
    interaction.await();
    get("/users/2");

    assertThat(sent()).isEqualTo(2);
    for (var later : discord.next(2)) {
      assertThat(later.at() - first.at()).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(295));
      later.reply(200);
    }
    assertThat(call.await().status()).isEqualTo(200);
  }

  @Test
  void send_globalLimitOfTheAddress_concernsOnlyRequestsWithATokenOfTheirOwn() {
    var webhook = queue.send(RestRequest.post("/webhooks/5/tok").patience(Duration.ofSeconds(1)));
    discord
        .next()
        .reply(429, Map.of("X-RateLimit-Scope", "global", "Retry-After", "9"), tooMany(9, true));

    assertThat(failure(RateLimitedException.class, webhook).scope()).isEqualTo(Scope.GLOBAL);
    post(MESSAGES);
    assertThat(discord.next().line()).endsWith(MESSAGES);
  }

  @Test
  void queues_thatCountTogether_haveOneShareOfCallsAndOfConnections() {
    rest.close().await();
    RestLimits two = restLimits(new Bound(100, 3), new Bound(100, 2));
    open(options(50, 10_000, Duration.ofSeconds(30), two));
    queue.countToward("tenant");
    try (var sibling = rest.open(new Secret("sibling-token"));
        var other = rest.open(new Secret("other-token"))) {
      sibling.countToward("tenant");
      queue.send(RestRequest.get("/users/1"));
      queue.send(RestRequest.get("/guilds/2"));
      var first = discord.next();
      discord.next();
      var waits = sibling.send(RestRequest.get("/users/3"));
      failure(QueueFullException.class, sibling.send(RestRequest.get("/users/4")));
      other.send(RestRequest.get("/users/5"));
      assertThat(discord.next().line()).endsWith("/users/5");

      // The connection that the sibling waits for is given back by another queue.
      first.reply(200, Map.of(), "{}");
      var third = discord.next();
      assertThat(third.line()).endsWith("/users/3");
      third.reply(200, Map.of(), "{}");
      waits.await();
      assertThat(rest.calls.taken()).isEqualTo(2);
    }
  }

  @Test
  void send_bannedByCloudflare_nobodyIsSent() {
    var call = post(MESSAGES);
    discord
        .next()
        .reply(429, Map.of("Retry-After", "60", "Content-Type", "text/html"), "<h1>1015</h1>");
    assertThat(failure(RateLimitedException.class, call).scope()).isEqualTo(Scope.ADDRESS);

    try (var other = rest.open(new Secret("other-token"))) {
      var failure = failure(RateLimitedException.class, other.send(RestRequest.get("/users/2")));
      assertThat(failure.scope()).isEqualTo(Scope.ADDRESS);
      var webhook = other.send(RestRequest.post("/webhooks/1/tok"));
      assertThat(failure(RateLimitedException.class, webhook).retryAfter())
          .isGreaterThan(Duration.ofSeconds(58));
    }
    assertThat(discord.all()).hasSize(1);
  }
}
