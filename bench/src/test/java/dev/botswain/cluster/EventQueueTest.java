package dev.botswain.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// The order of the simulation's events, beside a queue that is known to be right.
class EventQueueTest {
  private static final long SECOND = 1_000_000_000L;

  private record Event(long at, int number) {}

  @Test
  void remove_randomTimes_isInTheOrderOfTimesAndThenOfAdding() {
    var random = new SplittableRandom(18);
    var queue = new EventQueue();
    var known =
        new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingInt(Event::number));
    List<Integer> ran = new ArrayList<>();
    List<Integer> expected = new ArrayList<>();

    for (int i = 0; i < 100_000; i++) {
      int number = i;
      long most = i % 3 == 0 ? 3 : i % 3 == 1 ? SECOND / 100 : 16 * SECOND;
      long at = queue.now() + random.nextLong(most);
      queue.add(at, () -> ran.add(number));
      known.add(new Event(at, number));
      for (long left = random.nextLong(3); left > 0 && !known.isEmpty(); left--) {
        queue.remove().run();
        Event next = known.remove();
        expected.add(next.number());
        assertThat(queue.now()).isEqualTo(next.at());
      }
    }
    while (!queue.isEmpty()) {
      queue.remove().run();
      expected.add(known.remove().number());
    }

    assertThat(ran).isEqualTo(expected).hasSize(100_000);
    assertThat(queue.now()).isGreaterThan(100 * SECOND); // More than once around the ring.
  }

  @Test
  void add_fartherThanTheRingOrInThePast_fails() {
    var queue = new EventQueue();
    queue.add(SECOND, () -> {});
    queue.remove().run();

    assertThatThrownBy(() -> queue.add(SECOND - 1, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> queue.add(19 * SECOND, () -> {}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
