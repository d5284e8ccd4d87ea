package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.botswain.limit.Owner;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class HostTurnsTest {
  private final HostTurns turns = new HostTurns(2, 2, Owner::ofBot);

  @Test
  void take_pastTheBound_waitsForATurn() throws InterruptedException {
    var first = turns.take("slow", 1);
    var second = turns.take("slow", 1);
    var taken = new LinkedBlockingQueue<HostTurns.Turn>();
    var third =
        Thread.ofVirtual()
            .start(() -> {
              try {
                taken.add(turns.take("slow", 1));
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
    try (var _ = turns.take("slow", 1);
        var _ = turns.take("slow", 1);
        var _ = turns.take("quick", 1)) {
      assertThat(turns.size()).isEqualTo(2);
    }
    assertThat(turns.size()).isZero();
  }

  @Test
  void take_interrupted_leavesNothingBehind() throws InterruptedException {
    var first = turns.take("slow", 1);
    var second = turns.take("slow", 1);
    var interrupted = new CountDownLatch(1);
    var third =
        Thread.ofVirtual()
            .start(() -> {
              try (var _ = turns.take("slow", 1)) {
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

  @Test
  void take_anotherBotHasManyThere_comesBeforeThoseOfThatBot() throws Exception {
    var shared = new HostTurns(3, 2, Owner::ofBot);
    var order = new LinkedBlockingQueue<Long>();
    var greedy = List.of(shared.take("slow", 1), shared.take("slow", 1));
    var threads = new ArrayList<Thread>();
    for (long bot : new long[] {1, 1, 1, 2, 2}) {
      threads.add(taker(shared, bot, order));
    }
    // The other bot gets the third place at once, although the first one has waited longer.
    await().until(() -> order.size() == 2 && threads.stream().filter(Thread::isAlive).count() == 3);
    assertThat(order).containsExactly(2L, 2L);

    greedy.forEach(HostTurns.Turn::close);

    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(order).containsExactly(2L, 2L, 1L, 1L, 1L);
    assertThat(shared.size()).isZero();
  }

  @Test
  void take_botsOfOneTenant_haveOneShareAndTakeTurns() throws Exception {
    record Tenant(String name) implements Owner {}
    var shared = new HostTurns(3, 2, bot -> bot < 3 ? new Tenant("tenant a") : Owner.ofBot(bot));
    var order = new LinkedBlockingQueue<Long>();
    var greedy = List.of(shared.take("slow", 1), shared.take("slow", 1));
    var threads = new ArrayList<Thread>();
    for (long bot : new long[] {1, 2, 9}) {
      threads.add(taker(shared, bot, order));
    }
    // The tenant's other bot waits with the first, a bot of nobody's does not.
    await().until(() -> order.size() == 1 && threads.stream().filter(Thread::isAlive).count() == 2);
    assertThat(order).containsExactly(9L);

    greedy.getFirst().close();
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(order).containsExactly(9L, 2L, 1L);
    greedy.getLast().close();
    assertThat(shared.size()).isZero();
  }

  /// Takes a turn, reports it and gives it back.
  private static Thread taker(HostTurns turns, long bot, LinkedBlockingQueue<Long> order) {
    return Thread.ofVirtual()
        .start(() -> {
          try (var _ = turns.take("slow", bot)) {
            order.add(bot);
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
