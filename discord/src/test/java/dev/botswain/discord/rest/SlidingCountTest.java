package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SlidingCountTest {
  private static final long STEP = TimeUnit.SECONDS.toNanos(30);
  private static final long START = Long.MAX_VALUE - STEP;

  @Test
  void randomEvents_countIsTheTruthOrUpToAStepMore() {
    var random = new Random(1);
    var count = new SlidingCount(START);
    var events = new ArrayDeque<Long>();
    long elapsed = 0;
    for (int i = 0; i < 10_000; i++) {
      elapsed += random.nextLong(random.nextInt(50) == 0 ? 30 * STEP : STEP / 2);
      switch (random.nextInt(3)) {
        case 0 -> {}
        case 1 -> {
          count.add(START + elapsed);
          events.add(elapsed);
        }
        default -> {
          var now = elapsed;
          var least = events.stream().filter(at -> at > now - SlidingCount.WINDOW).count();
          var most = events.stream().filter(at -> at > now - SlidingCount.WINDOW - STEP).count();
          assertThat((long) count.total(START + now)).isBetween(least, most);
        }
      }
      while (!events.isEmpty() && events.getFirst() < elapsed - 2 * SlidingCount.WINDOW) {
        events.removeFirst();
      }
    }
  }

  @Test
  void nanosUntilBelow_whenTheyHavePassed_isBelow() {
    var random = new Random(2);
    for (int round = 0; round < 200; round++) {
      var count = new SlidingCount(START);
      var now = START;
      for (int i = 0; i < 20; i++) {
        count.add(now);
        now += random.nextLong(STEP);
      }
      var limit = 1 + random.nextInt(25);
      var wait = count.nanosUntilBelow(limit, now);
      if (wait == 0) {
        assertThat(count.total(now)).isLessThan(limit);
      } else {
        assertThat(count.total(now + wait - 1)).isGreaterThanOrEqualTo(limit);
        assertThat(count.total(now + wait)).isLessThan(limit);
      }
    }
  }
}
