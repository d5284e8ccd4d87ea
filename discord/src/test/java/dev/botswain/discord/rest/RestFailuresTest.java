package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.discord.rest.DiscordUnreachableException.Reason;
import dev.botswain.net.Reach;
import dev.botswain.secret.Secret;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Failures of Discord and of the network, and what is tried again.
class RestFailuresTest extends RestQueueFixture {
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
                metrics,
                _ -> false)
            .open(new Secret(TOKEN))) {
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
  void cancel_beforeItIsTriedAgain_isNotSentAgain() {
    var call = queue.call(RestRequest.get("/users/2"));
    discord.next().reply(500);
    call.cancel();
    assertThatThrownBy(call.answer()::await).isInstanceOf(CancellationException.class);

    assertThat(get("/channels/1").isComplete()).isFalse();
    assertThat(discord.next().line()).endsWith("/channels/1");
  }
}
