package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// A program that may not act for its bots for a while, and a queue that leaves.
class RestLeaveTest extends RestQueueFixture {
  private final AtomicBoolean leased = new AtomicBoolean(true);

  @Test
  void send_whileItMayNotAct_waitsAndIsSent() {
    rest.actWhile(leased::get);
    leased.set(false);
    var answer = get("/users/2");
    leased.set(true);

    discord.next().reply(200);

    assertThat(answer.await().status()).isEqualTo(200);
  }

  @Test
  void send_whileItMayNotActForLong_failsUnsent() {
    rest.actWhile(() -> false);

    failure(QueueAwayException.class, get("/users/2"));

    assertThat(discord.all()).isEmpty();
  }

  @Test
  void leave_waitingCallsFail_thoseOnTheirWayAreAwaited() {
    var first = post(MESSAGES);
    var second = post(MESSAGES);
    var arrival = discord.next();
    var left = queue.leave(Duration.ofSeconds(10));

    failure(QueueAwayException.class, second);
    assertThat(left.isComplete()).isFalse();
    arrival.reply(200);

    assertThat(first.await().status()).isEqualTo(200);
    left.await();
    failure(QueueAwayException.class, get("/users/2"));
  }

  @Test
  void leave_answerThatDoesNotCome_isAwaitedForAWhileOnly() {
    post(MESSAGES);
    discord.next();

    queue.leave(Duration.ofMillis(50)).await();
  }
}
