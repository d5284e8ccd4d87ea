package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RateLimitTest {
  private static final Duration WINDOW = Duration.ofSeconds(60);

  private final AtomicLong now = new AtomicLong(1_000);
  private final RateLimit limit = new RateLimit(3, WINDOW, 4, now::get);

  private boolean passes(String key) {
    return !limit.count(key).exceeded();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @Test
  void count_upToTheLimit_passesThenSaysWhenToComeBack() {
    assertThat(limit.count("a")).isEqualTo(new RateLimit.State(3, 2, 20, Duration.ZERO, null));
    assertThat(limit.count("a")).isEqualTo(new RateLimit.State(3, 1, 40, Duration.ZERO, null));
    assertThat(limit.count("a")).isEqualTo(new RateLimit.State(3, 0, 60, Duration.ZERO, null));
    pass(Duration.ofSeconds(5));

    assertThat(limit.count("a"))
        .isEqualTo(new RateLimit.State(3, 0, 60, Duration.ofSeconds(15), null));
  }

  @Test
  void count_afterAWhile_refillsEvenly() {
    for (int i = 0; i < 3; i++) {
      assertThat(passes("a")).isTrue();
    }
    pass(Duration.ofSeconds(20));

    assertThat(passes("a")).isTrue();
    assertThat(passes("a")).isFalse();
  }

  @Test
  void count_otherKey_isUnaffected() {
    for (int i = 0; i < 5; i++) {
      passes("a");
    }

    assertThat(passes("b")).isTrue();
  }

  @Test
  void count_moreKeysThanRoom_neighboursShareABucket() {
    for (var key : new String[] {"a", "b", "c", "d"}) {
      assertThat(passes(key)).isTrue();
    }
    assertThat(passes("20010db8aaaa0001/64")).isTrue();
    assertThat(passes("20010db8aaaa0002/64")).isTrue();
    assertThat(passes("20010db8aaaa0003/64")).isTrue();

    assertThat(passes("20010db8aaaa0004/64")).isFalse();
    assertThat(passes("20010db8bbbb0001/64")).isTrue();
    assertThat(passes("10.1.0.1")).isTrue();
    assertThat(passes("a")).isTrue();
    assertThat(limit.keys()).isEqualTo(4);
  }

  @Test
  void count_afterTheWindow_forgetsThoseWhoStayedAway() {
    for (var key : new String[] {"a", "b", "c", "d"}) {
      passes(key);
    }
    pass(WINDOW);

    assertThat(passes("e")).isTrue();
    assertThat(limit.keys()).isEqualTo(1);
  }

  @Test
  void count_withoutLimit_isNothing() {
    assertThat(new RateLimit(0, WINDOW, 4, now::get).count("a")).isNull();
  }
}
