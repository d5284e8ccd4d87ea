package dev.botswain.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
  private final Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

  @ParameterizedTest
  @CsvSource({
    "0, 0, 250",
    "-1, 0, 250",
    "1, 500, 1000",
    "2, 1000, 2000",
    "3, 2000, 4000",
    "6, 16000, 32000",
    "7, 30000, 60000",
    "40, 30000, 60000",
    "2147483647, 30000, 60000",
  })
  void pause_afterFailures_liesBetweenHalfAndTheWhole(int failures, long least, long most) {
    var random = new Random(3);
    long shortest = Long.MAX_VALUE;
    long longest = 0;
    for (int i = 0; i < 2_000; i++) {
      long millis = backoff.pause(failures, random).toMillis();
      assertThat(millis).isBetween(least, most);
      shortest = Math.min(shortest, millis);
      longest = Math.max(longest, millis);
    }
    assertThat(longest - shortest).isGreaterThan((most - least) * 9 / 10);
  }

  @Test
  void pause_noTimeAtAll_isZero() {
    var none = new Backoff(Duration.ZERO, Duration.ZERO);

    assertThat(none.pause(0, new Random(1))).isZero();
    assertThat(none.pause(5, new Random(1))).isZero();
  }
}
