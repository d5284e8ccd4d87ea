package dev.botswain.discord.rest;

import static dev.botswain.discord.rest.ScriptedDiscord.limits;
import static dev.botswain.discord.rest.ScriptedDiscord.tooMany;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.botswain.discord.rest.DiscordUnreachableException.Reason;
import dev.botswain.discord.rest.RateLimitedException.Scope;
import dev.botswain.net.Reach;
import dev.botswain.share.Bound;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// A queue and a server in Discord's place, over HTTP.
@Timeout(20)
class RestQueueTest {
  private static final String TOKEN = "very.secret-token";
  private static final String MESSAGES = "/channels/1/messages";

  private static Vertx vertx;

  private final AtomicInteger rejections = new AtomicInteger();
  private SimpleMeterRegistry metrics;
  private ScriptedDiscord discord;
  private DiscordRest rest;
  private RestQueue queue;

  @BeforeAll
  static void startVertx() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stopVertx() {
    vertx.close().await();
  }

  @BeforeEach
  void open() {
    discord = new ScriptedDiscord(vertx);
    open(options(50, 10_000, Duration.ofSeconds(30)));
  }

  @AfterEach
  void close() {
    queue.close();
    rest.close().await();
    discord.close();
  }

  private void open(RestOptions options) {
    metrics = new SimpleMeterRegistry();
    rest = new DiscordRest(vertx, options, Clock.systemUTC(), metrics);
    queue = rest.open(TOKEN, rejections::incrementAndGet);
  }

  private RestOptions options(int globalPerSecond, int maxInvalid, Duration attemptTimeout) {
    return new RestOptions(
        discord.apiUrl(),
        "DiscordBot (https://example.org, test)",
        new RestOptions.Pace(globalPerSecond, maxInvalid),
        new RestOptions.Waits(Duration.ofSeconds(10), attemptTimeout),
        10_000,
        restLimits(new Bound(50_000, 100), new Bound(1_000, 125)));
  }

  private static RestLimits restLimits(Bound calls, Bound connections) {
    RestLimits others = RestLimits.DEFAULT;
    return new RestLimits(
        calls, connections, others.uploads(), others.interactions(), others.rejectedTokens());
  }

  /// How many requests have left the queue, arrived or not.
  private long sent() {
    return metrics.timer("botswain.rest.queue").count();
  }

  private void untilLimited(String scope) {
    var limited = metrics.counter("botswain.rest.limited", "scope", scope);
    Awaitility.await().pollInterval(Duration.ofMillis(5)).until(() -> limited.count() > 0);
  }

  private Future<RestResponse> get(String path) {
    return queue.send(RestRequest.get(path));
  }

  private Future<RestResponse> post(String path) {
    return queue.send(RestRequest.post(path).json(Buffer.buffer("{}")));
  }

  private List<Future<RestResponse>> posts(String path, int count) {
    return IntStream.range(0, count).mapToObj(_ -> post(path)).toList();
  }

  private <T extends Throwable> T failure(Class<T> type, Future<?> future) {
    return catchThrowableOfType(type, future::await);
  }

  // Requests and answers

  @Test
  void send_fullRequest_arrivesAsDiscordWantsIt() {
    var answer =
        queue.send(
            RestRequest.post("/channels/1/messages")
                .query("limit", 5)
                .query("name", "a b&ü")
                .json(Buffer.buffer("{\"content\":\"hi\"}"))
                .reason("zu laut ✓"));
    var arrival = discord.next();
    arrival.reply(200, Map.of("X-Odd", "1"), "{\"id\":\"7\"}");

    assertThat(arrival.line())
        .isEqualTo("POST /api/v10/channels/1/messages?limit=5&name=a%20b%26%C3%BC");
    assertThat(arrival.body().toString()).isEqualTo("{\"content\":\"hi\"}");
    assertThat(arrival.headers().get("Authorization")).isEqualTo("Bot " + TOKEN);
    assertThat(arrival.headers().get("User-Agent"))
        .isEqualTo("DiscordBot (https://example.org, test)");
    assertThat(arrival.headers().get("Content-Type")).isEqualTo("application/json");
    assertThat(arrival.headers().get("X-Audit-Log-Reason")).isEqualTo("zu%20laut%20%E2%9C%93");
    assertThat(answer.await().status()).isEqualTo(200);
    assertThat(answer.await().headers().get("X-Odd")).isEqualTo("1");
    assertThat(answer.await().body().toString()).isEqualTo("{\"id\":\"7\"}");
  }

  @Test
  void send_putWithoutBody_saysThatItIsEmpty() {
    queue.send(RestRequest.put("/channels/1/pins/2"));

    assertThat(discord.next().headers().get("Content-Length")).isEqualTo("0");
  }

  @Test
  void send_compressedAnswer_isDecompressed() {
    var answer = get("/users/2");
    discord.next().reply(200, Map.of(), "x".repeat(9_000));

    assertThat(answer.await().body().length()).isEqualTo(9_000);
  }

  @Test
  void send_answerLargerThanAllowed_failsAndIsNotRepeated() {
    discord.script(arrival -> arrival.reply(200, Map.of(), "x".repeat(10_001)));

    assertThat(failure(DiscordUnreachableException.class, get("/users/2")).reason())
        .isEqualTo(Reason.ANSWER_TOO_LARGE);
    assertThat(discord.all()).hasSize(1);
  }

  @Test
  void send_redirect_isAnAnswer() {
    discord.script(arrival -> arrival.reply(302, Map.of("Location", "/api/v10/users/3"), ""));

    assertThat(get("/users/2").await().status()).isEqualTo(302);
    assertThat(discord.all()).hasSize(1);
  }

  @Test
  void send_clientError_isAnAnswer() {
    discord.script(arrival -> arrival.reply(404));

    assertThat(get("/users/2").await().status()).isEqualTo(404);
  }

  @Test
  void fetch_clientError_failsWithDiscordsCode() {
    discord.script(arrival ->
        arrival.reply(
            400,
            Map.of(),
            "{\"errors\":{\"code\":1},\"code\":50035,\"message\":\"Invalid Form Body\"}"));

    var failure = failure(DiscordErrorException.class, queue.fetch(RestRequest.get("/users/2")));

    assertThat(failure.status()).isEqualTo(400);
    assertThat(failure.code()).isEqualTo(50035);
    assertThat(failure.discordMessage()).isEqualTo("Invalid Form Body");
    assertThat(failure.body().toString()).startsWith("{\"errors\"");
  }

  @Test
  void send_fromAContext_completesThere() {
    discord.script(arrival -> arrival.reply(200));
    var caller = vertx.getOrCreateContext();
    var seen = Promise.<Context>promise();

    caller.runOnContext(
        _ -> get("/users/2").onComplete(_ -> seen.complete(Vertx.currentContext())));

    assertThat(seen.future().await()).isSameAs(caller);
  }

  @Test
  void send_fromVirtualThread_canBeAwaited() throws InterruptedException {
    discord.script(arrival -> arrival.reply(200));
    var status = new AtomicInteger();

    Thread.ofVirtual().start(() -> status.set(get("/users/2").await().status())).join();

    assertThat(status).hasValue(200);
  }

  @Test
  void send_callerFailsOnTheAnswer_othersAreAnswered() {
    discord.script(arrival -> arrival.reply(200));
    var first = get("/users/2");
    first.onComplete(_ -> {
      throw new IllegalStateException("on purpose");
    });

    assertThat(first.await().status()).isEqualTo(200);
    assertThat(get("/users/2").await().status()).isEqualTo(200);
  }

  // Buckets

  @Test
  void send_unknownRoute_oneProbeThenAsManyAsRemain() {
    var calls = posts(MESSAGES, 4);
    var probe = discord.next();
    assertThat(sent()).isEqualTo(1);
    probe.reply(200, limits("b", 3, 2, 0.5, 1_000), "{}");

    var two = discord.next(2);
    assertThat(sent()).isEqualTo(3);
    two.forEach(it -> it.reply(200, limits("b", 3, 0, 0.05, 1_000), "{}"));
    discord.next().reply(200);
    Future.join(calls).await();
  }

  @Test
  void send_unknownRoute_oneProbeForEachMajorParameter() {
    post("/channels/1/messages");
    post("/channels/2/messages");
    post("/channels/2/messages");
    post("/channels/3/messages");

    discord.next(3);

    assertThat(sent()).isEqualTo(3);
  }

  @Test
  void send_answerWithoutLimits_allAtOnce() {
    posts(MESSAGES, 20);
    discord.next().reply(200);

    discord.next(19);
  }

  @Test
  void send_refusalWithoutLimits_saysNothingOfTheBucket() {
    posts(MESSAGES, 20);
    discord.next().reply(403);

    discord.next();
    assertThat(sent()).isEqualTo(2);
  }

  @Test
  void send_probeFails_theNextIsAProbeAgain() {
    var calls = posts(MESSAGES, 3);
    discord.next().breakOff();
    failure(DiscordUnreachableException.class, calls.getFirst());

    discord.next();

    assertThat(sent()).isEqualTo(2);
  }

  @Test
  void send_exhaustedBucket_waitsForTheReset() {
    posts(MESSAGES, 2);
    var first = discord.next();
    var answered = System.nanoTime();
    first.reply(200, limits("b", 1, 0, 0.3, 1_000), "{}");

    assertThat(discord.next().at() - answered).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(299));
  }

  @Test
  void send_exhaustedBucket_otherMajorParameterGoesOn() {
    var first = post(MESSAGES);
    discord.next().reply(200, limits("b", 1, 0, 60, 1_000), "{}");
    first.await();
    post("/channels/2/messages");

    assertThat(discord.next().line()).endsWith("/channels/2/messages");
  }

  @Test
  void send_twoRoutesOfOneBucket_shareIt() {
    var first = post(MESSAGES);
    discord.next().reply(200, limits("b", 2, 1, 60, 1_000), "{}");
    first.await();
    var second = get(MESSAGES);
    discord.next().reply(200, limits("b", 2, 0, 60, 1_000), "{}");
    second.await();

    var failure = failure(RateLimitedException.class, queue.send(RestRequest.post(MESSAGES)));

    assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(58), Duration.ofSeconds(60));
    assertThat(failure.scope()).isEqualTo(Scope.USER);
  }

  @Test
  void send_routeChangesItsBucket_itsCallsMove() {
    var calls = posts(MESSAGES, 3);
    discord.next().reply(200, limits("old", 1, 0, 0.1, 1_000), "{}");
    discord.next().reply(200, limits("new", 5, 4, 60, 1_000), "{}");
    discord.next().reply(200, limits("new", 5, 3, 60, 1_000), "{}");

    Future.join(calls).await();
  }

  @Test
  void send_answersOutOfOrder_neverMoreThanTheLimit() {
    var calls = posts(MESSAGES, 6);
    discord.next().reply(200, limits("b", 4, 3, 9, 1_000), "{}");
    var three = discord.next(3);
    three.get(2).reply(200, limits("b", 4, 0, 9, 1_000), "{}");
    three.get(0).reply(200, limits("b", 4, 2, 9, 1_000), "{}");
    three.get(1).reply(200, limits("b", 4, 1, 9, 1_000), "{}");
    Future.join(calls.subList(0, 4)).await();
    get("/users/2");

    assertThat(discord.next().line()).endsWith("/users/2");
    assertThat(sent()).isEqualTo(5);
  }

  // 429

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
  void send_bannedByCloudflare_nobodyIsSent() {
    var call = post(MESSAGES);
    discord
        .next()
        .reply(429, Map.of("Retry-After", "60", "Content-Type", "text/html"), "<h1>1015</h1>");
    assertThat(failure(RateLimitedException.class, call).scope()).isEqualTo(Scope.ADDRESS);

    try (var other = rest.open("other-token")) {
      var failure = failure(RateLimitedException.class, other.send(RestRequest.get("/users/2")));
      assertThat(failure.scope()).isEqualTo(Scope.ADDRESS);
      var webhook = other.send(RestRequest.post("/webhooks/1/tok"));
      assertThat(failure(RateLimitedException.class, webhook).retryAfter())
          .isGreaterThan(Duration.ofSeconds(58));
    }
    assertThat(discord.all()).hasSize(1);
  }

  // Patience

  @Test
  void send_waitKnownToBeTooLong_failsAtOnce() {
    var first = post(MESSAGES);
    discord.next().reply(200, limits("b", 1, 0, 5, 1_000), "{}");
    first.await();

    var failure =
        failure(
            RateLimitedException.class,
            queue.send(RestRequest.post(MESSAGES).patience(Duration.ofSeconds(4))));

    assertThat(failure.retryAfter()).isBetween(Duration.ofMillis(4_500), Duration.ofSeconds(5));
    assertThat(discord.all()).hasSize(1);
  }

  @Test
  void send_placeInLineTooFarBack_failsAtOnce() {
    var first = post(MESSAGES);
    discord.next().reply(200, limits("b", 1, 0, 5, 1_000), "{}");
    first.await();
    post(MESSAGES);

    var third = queue.send(RestRequest.post(MESSAGES).patience(Duration.ofSeconds(9)));

    var failure = failure(RateLimitedException.class, third);
    assertThat(failure.retryAfter()).isBetween(Duration.ofMillis(9_500), Duration.ofSeconds(10));
  }

  @Test
  void send_probeDoesNotReturn_failsWhenPatienceEnds() {
    post(MESSAGES);
    var call = queue.send(RestRequest.post(MESSAGES).patience(Duration.ofMillis(100)));

    assertThat(failure(RateLimitedException.class, call).retryAfter()).isPositive();
    discord.next().reply(200);
    post(MESSAGES);
    discord.next();
    assertThat(sent()).isEqualTo(2);
  }

  @Test
  void send_noPatience_goesIfItsTurnIsNow() {
    discord.script(arrival -> arrival.reply(200));

    var call = queue.send(RestRequest.get("/users/2").patience(Duration.ZERO));

    assertThat(call.await().status()).isEqualTo(200);
  }

  @Test
  void send_limitLearned_thoseWhoCannotMakeItFailAtOnce() {
    post(MESSAGES);
    var hurried = queue.send(RestRequest.post(MESSAGES).patience(Duration.ofSeconds(9)));
    discord.next().reply(200, limits("b", 1, 0, 60, 1_000), "{}");

    assertThat(failure(RateLimitedException.class, hurried).retryAfter())
        .isGreaterThan(Duration.ofSeconds(58));
  }

  // The global limit

  @Test
  void send_manyRoutes_neverMoreThanTheGlobalLimitInASecond() {
    open(options(10, 10_000, Duration.ofSeconds(30)));
    discord.script(arrival -> arrival.reply(200));

    Future.join(IntStream.range(0, 25).mapToObj(i -> get("/channels/" + i)).toList()).await();

    var times = discord.all().stream().mapToLong(ScriptedDiscord.Arrival::at).sorted().toArray();
    for (int i = 10; i < times.length; i++) {
      assertThat(times[i] - times[i - 10]).isGreaterThan(TimeUnit.SECONDS.toNanos(1));
    }
  }

  // Failures of Discord and of the network

  @Test
  void send_serverError_isTriedThreeTimes() {
    discord.script(arrival -> arrival.reply(503));

    assertThat(get("/users/2").await().status()).isEqualTo(503);
    assertThat(discord.all()).hasSize(3);
    assertThat(metrics.counter("botswain.rest.retries").count()).isEqualTo(2);
  }

  @Test
  void send_serverErrorOnPost_isFinalUnlessRepeatable() {
    var count = new AtomicInteger();
    discord.script(arrival -> arrival.reply(count.incrementAndGet() == 2 ? 502 : 500));
    assertThat(post(MESSAGES).await().status()).isEqualTo(500);
    assertThat(discord.all()).hasSize(1);

    discord.script(arrival -> arrival.reply(count.incrementAndGet() == 2 ? 502 : 200));
    var repeatable = queue.send(RestRequest.post(MESSAGES).repeatable(true));

    assertThat(repeatable.await().status()).isEqualTo(200);
    assertThat(discord.all()).hasSize(3);
  }

  @Test
  void fetch_serverError_isDiscordsError() {
    discord.script(arrival -> arrival.reply(500, Map.of(), "<h1>oops</h1>"));

    var failure = failure(DiscordErrorException.class, queue.fetch(RestRequest.post(MESSAGES)));

    assertThat(failure.status()).isEqualTo(500);
    assertThat(failure.code()).isZero();
  }

  @Test
  void send_connectionBreaks_getIsRepeatedPostIsNot() {
    var get = get("/users/2");
    discord.next().breakOff();
    discord.next().reply(200);
    assertThat(get.await().status()).isEqualTo(200);

    var post = post(MESSAGES);
    discord.next().breakOff();

    assertThat(failure(DiscordUnreachableException.class, post).reason())
        .isEqualTo(Reason.BROKEN_OFF);
  }

  @Test
  void send_noAnswerInTime_fails() {
    open(options(50, 10_000, Duration.ofMillis(100)));

    var post = post(MESSAGES);

    assertThat(failure(DiscordUnreachableException.class, post).reason())
        .isEqualTo(Reason.TIMED_OUT);
  }

  @Test
  void send_nobodyListens_isTriedAgainEvenIfNotRepeatable() {
    var other = new ScriptedDiscord(vertx);
    var nowhere = other.apiUrl();
    other.close();
    open(RestOptions.of(nowhere, "DiscordBot (https://example.org, test)"));

    var failure = failure(DiscordUnreachableException.class, post(MESSAGES));

    assertThat(failure.reason()).isEqualTo(Reason.NOT_CONNECTED);
    assertThat(metrics.counter("botswain.rest.failures", "reason", "not_connected").count())
        .isEqualTo(3);
    assertThat(failure).hasMessageNotContaining(TOKEN);
  }

  @Test
  void send_firstAddressOfTheNameIsDead_theNextIsUsed() {
    rest.close().await();
    var url = URI.create(discord.apiUrl().toString().replace("127.0.0.1", "discord.example"));
    var named = new Reach(vertx, _ -> addresses("127.0.0.9", "127.0.0.1"));
    try (var other =
        new DiscordRest(
                vertx,
                named,
                RestOptions.of(url, "DiscordBot (https://example.org, test)"),
                Clock.systemUTC(),
                metrics)
            .open(TOKEN)) {
      var answer = other.send(RestRequest.post("/users/2"));
      var arrival = discord.next();
      arrival.reply(204);

      assertThat(answer.await().status()).isEqualTo(204);
      assertThat(arrival.headers().get("Host")).isEqualTo("discord.example:" + url.getPort());
    }
  }

  private static Future<List<InetAddress>> addresses(String... figures) {
    return Future.succeededFuture(Stream.of(figures).map(InetAddress::ofLiteral).toList());
  }

  @Test
  void send_afterAllIsClosed_fails() {
    rest.close().await();

    assertThat(failure(DiscordUnreachableException.class, get("/users/2")).reason())
        .isEqualTo(Reason.NOT_CONNECTED);
  }

  @Test
  void cancel_beforeItIsTriedAgain_isNotSentAgain() {
    var call = queue.call(RestRequest.get("/users/2"));
    discord.next().reply(500);
    call.cancel();
    assertThatThrownBy(call.answer()::await).isInstanceOf(CancellationException.class);

    assertThat(get("/channels/1").isComplete()).isFalse();
    assertThat(discord.next().line()).endsWith("/channels/1");
  }

  // The token

  @Test
  void send_unauthorizedButTokenProves_isAnAnswer() {
    var calls = posts(MESSAGES, 2);
    discord.next().reply(401);
    var check = discord.next();
    assertThat(check.line()).isEqualTo("GET /api/v10/users/@me");
    check.reply(200);

    assertThat(calls.getFirst().await().status()).isEqualTo(401);
    discord.next().reply(401);
    assertThat(calls.getLast().await().status()).isEqualTo(401);
    assertThat(discord.all()).hasSize(3);
    assertThat(rejections).hasValue(0);
  }

  @Test
  void send_unauthorizedAndCheckFails_tokenIsBelieved() {
    var call = get("/oauth2/@me");
    discord.next().reply(401);
    discord.next().breakOff();

    assertThat(call.await().status()).isEqualTo(401);
    assertThat(rejections).hasValue(0);
  }

  @Test
  void send_tokenDead_everythingIsRefusedWithoutAsking() {
    discord.script(arrival -> arrival.reply(401));
    var calls = posts(MESSAGES, 3);

    calls.forEach(call -> failure(TokenRejectedException.class, call));
    failure(TokenRejectedException.class, get("/users/2"));

    assertThat(discord.lines())
        .containsExactly("POST /api/v10/channels/1/messages", "GET /api/v10/users/@me");
    assertThat(rejections).hasValue(1);
  }

  @Test
  void send_whoAmIUnauthorized_isProofEnough() {
    discord.script(arrival -> arrival.reply(401));

    failure(TokenRejectedException.class, get("/users/@me"));

    assertThat(discord.all()).hasSize(1);
    assertThat(rejections).hasValue(1);
  }

  @Test
  void send_routesWithATokenOfTheirOwn_sayNothingOfTheBots() {
    discord.script(arrival -> arrival.reply(401));

    assertThat(post("/interactions/5/tok/callback").await().status()).isEqualTo(401);
    assertThat(post("/webhooks/5/tok").await().status()).isEqualTo(401);

    assertThat(discord.all()).allMatch(it -> !it.headers().contains("Authorization"));
    assertThat(discord.all()).hasSize(2);
    assertThat(rejections).hasValue(0);
  }

  // Protection of the address

  @Test
  void send_webhookGone_isNotAskedAgain() {
    discord.script(arrival ->
        arrival.reply(404, Map.of(), "{\"message\":\"Unknown Webhook\",\"code\":10015}"));

    assertThat(post("/webhooks/5/tok").await().status()).isEqualTo(404);
    var again = post("/webhooks/5/tok").await();

    assertThat(again.status()).isEqualTo(404);
    assertThat(again.body().toString()).contains("10015");
    assertThat(discord.all()).hasSize(1);
    post("/webhooks/5/other").await();
    assertThat(discord.all()).hasSize(2);
  }

  @Test
  void send_tokenOfAWebhookThatIsNotGood_isNotAskedAgain() {
    discord.script(arrival ->
        arrival.reply(401, Map.of(), "{\"message\":\"Invalid Webhook Token\",\"code\":50027}"));

    assertThat(post("/webhooks/5/aW50ZXJhY3Rpb246MTIz").await().status()).isEqualTo(401);
    var again = post("/webhooks/5/aW50ZXJhY3Rpb246MTIz").await();

    assertThat(again.status()).isEqualTo(401);
    assertThat(again.body().toString()).contains("50027");
    assertThat(discord.all()).hasSize(1);
    assertThat(rejections).hasValue(0);
  }

  @Test
  void send_webhookFoundGoneWhileOthersWait_theyAreNotSent() {
    var calls = posts("/webhooks/5/tok", 3);
    discord.next().reply(404, Map.of(), "{\"message\":\"Unknown Webhook\",\"code\":10015}");

    calls.forEach(call -> assertThat(call.await().status()).isEqualTo(404));
    assertThat(discord.all()).hasSize(1);
  }

  @Test
  void send_messageOfWebhookGone_webhookGoesOn() {
    discord.script(arrival ->
        arrival.reply(404, Map.of(), "{\"message\":\"Unknown Message\",\"code\":10008}"));

    get("/webhooks/5/tok/messages/6").await();
    get("/webhooks/5/tok/messages/6").await();

    assertThat(discord.all()).hasSize(2);
  }

  @Test
  void send_followupBeforeTheInteractionIsAnswered_mayBeTriedAgain() {
    discord.script(arrival ->
        arrival.reply(404, Map.of(), "{\"message\":\"Unknown Webhook\",\"code\":10015}"));

    post("/webhooks/5/aW50ZXJhY3Rpb246MTIz").await();
    post("/webhooks/5/aW50ZXJhY3Rpb246MTIz").await();

    assertThat(discord.all()).hasSize(2);
  }

  @Test
  void send_tooManyForbidden_thisBotIsRefusedOthersAreNot() {
    open(options(50, 20, Duration.ofSeconds(30)));
    discord.script(arrival -> arrival.reply(403));
    for (int i = 0; i < 5; i++) {
      assertThat(get("/users/2").await().status()).isEqualTo(403);
    }

    var failure = failure(InvalidRequestGuardException.class, get("/users/2"));

    assertThat(failure.retryAfter()).isBetween(Duration.ofMinutes(9), Duration.ofMinutes(11));
    try (var other = rest.open("other-token")) {
      assertThat(other.send(RestRequest.get("/users/2")).await().status()).isEqualTo(403);
    }
  }

  @Test
  void send_tooManyForbiddenWhileOthersWait_theyAreNotSent() {
    open(options(50, 20, Duration.ofSeconds(30)));
    discord.script(arrival -> arrival.reply(403, limits("b", 1, 0, 0.05, arrival.at() / 1e9), ""));

    var calls = posts(MESSAGES, 20);

    failure(InvalidRequestGuardException.class, calls.getLast());
    assertThat(discord.all()).hasSize(5);
  }

  // Leaving

  @Test
  void cancel_whileWaiting_isNotSent() {
    post(MESSAGES);
    var call = queue.call(RestRequest.post("/channels/1/messages").query("n", 2));
    post(MESSAGES);
    call.cancel();

    assertThatThrownBy(call.answer()::await).isInstanceOf(CancellationException.class);
    discord.next().reply(200);
    discord.next().reply(200);
    get("/users/2");
    assertThat(discord.next().line()).endsWith("/users/2");
    assertThat(discord.lines()).noneMatch(line -> line.contains("n=2"));
  }

  @Test
  void cancel_onItsWay_itsAnswerStillTeaches() {
    var call = queue.call(RestRequest.post(MESSAGES));
    var arrival = discord.next();
    call.cancel();
    assertThatThrownBy(call.answer()::await).isInstanceOf(CancellationException.class);
    post(MESSAGES);
    arrival.reply(200, limits("b", 1, 0, 0.2, 1_000), "{}");

    assertThat(discord.next().at() - arrival.at())
        .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(190));
  }

  @Test
  void send_queueFull_fails() {
    open(options(0, 10_000, Duration.ofSeconds(30)));
    var calls = posts(MESSAGES, 100);

    failure(QueueFullException.class, post(MESSAGES));

    discord.next().reply(200);
    calls.getFirst().await();
    post(MESSAGES);
    discord.next(100);
  }

  @Test
  void close_waitingCallsFail_thoseOnTheirWayAreAnswered() {
    var first = post(MESSAGES);
    var second = post(MESSAGES);
    var arrival = discord.next();

    queue.close();

    failure(QueueClosedException.class, second);
    failure(QueueClosedException.class, post(MESSAGES));
    arrival.reply(200);
    assertThat(first.await().status()).isEqualTo(200);
  }

  /// Other servers have tokens of other forms.
  @Test
  void open_tokenOfSeveralWords_isTaken() {
    assertThatNoException().isThrownBy(() -> rest.open("two words").close());
    assertThatNoException().isThrownBy(() -> rest.open("~" + "!".repeat(511)).close());
  }

  @Test
  void open_oddToken_isRefusedWithoutNamingIt() {
    for (var token : List.of("", " ", " x", "x ", "line\nbreak", "ü", "x".repeat(513))) {
      assertThatThrownBy(() -> rest.open(token))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a token has 1 to 512 printable characters");
    }
  }
}
