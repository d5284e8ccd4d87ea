package dev.botswain.discord.rest;

import static dev.botswain.discord.rest.ScriptedDiscord.limits;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.rest.RateLimitedException.Scope;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// How many requests go at once, by what Discord says of their buckets.
class RestBucketsTest extends RestQueueFixture {
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
}
