package dev.botswain.discord.rest;

import static dev.botswain.discord.rest.ScriptedDiscord.limits;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.discord.rest.DiscordUnreachableException.Reason;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Requests that are cancelled, and a queue that is full or closed.
class RestEndTest extends RestQueueFixture {
  @Test
  void send_afterAllIsClosed_fails() {
    rest.close().await();

    assertThat(failure(DiscordUnreachableException.class, get("/users/2")).reason())
        .isEqualTo(Reason.NOT_CONNECTED);
  }

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
}
