package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HostTurnsTest {
  private final HostTurns turns = new HostTurns(2);

  @Test
  void take_pastTheBound_waitsForATurn() throws InterruptedException {
    var first = turns.take("slow");
    var second = turns.take("slow");
    var taken = new LinkedBlockingQueue<HostTurns.Turn>();
    var third =
        Thread.ofVirtual()
            .start(() -> {
              try {
                taken.add(turns.take("slow"));
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    await().until(() -> third.getState() == Thread.State.WAITING);
    assertThat(taken).isEmpty();

    first.close();

    var late = taken.poll(5, TimeUnit.SECONDS);
    assertThat(late).isNotNull();
    late.close();
    second.close();
    assertThat(turns.size()).isZero();
  }

  @Test
  void take_otherHost_doesNotWait() throws InterruptedException {
    try (var _ = turns.take("slow");
        var _ = turns.take("slow");
        var _ = turns.take("quick")) {
      assertThat(turns.size()).isEqualTo(2);
    }
    assertThat(turns.size()).isZero();
  }

  @Test
  void take_interrupted_leavesNothingBehind() throws InterruptedException {
    var first = turns.take("slow");
    var second = turns.take("slow");
    var interrupted = new CountDownLatch(1);
    var third =
        Thread.ofVirtual()
            .start(() -> {
              try (var _ = turns.take("slow")) {
                throw new AssertionError("there is no turn left");
              } catch (InterruptedException expected) {
                interrupted.countDown();
              }
            });
    await().until(() -> third.getState() == Thread.State.WAITING);

    third.interrupt();

    interrupted.await();
    first.close();
    second.close();
    third.join();
    assertThat(turns.size()).isZero();
  }
}
