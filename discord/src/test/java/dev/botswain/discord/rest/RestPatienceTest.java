package dev.botswain.discord.rest;

import static dev.botswain.discord.rest.ScriptedDiscord.limits;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Requests that would have to wait longer than they may.
class RestPatienceTest extends RestQueueFixture {
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
}
