package dev.botswain.discord.rest;

import static dev.botswain.discord.rest.Bucket.UNTIL_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GlobalLimitTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private final GlobalLimit limit = new GlobalLimit(3);
  private long now = Long.MAX_VALUE - SECOND / 2;

  private void sent(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(limit.waitNanos(now)).isZero();
      limit.sent();
    }
  }

  @Test
  void allOnTheirWay_waitsForAnAnswer() {
    sent(3);

    assertThat(limit.waitNanos(now)).isEqualTo(UNTIL_ANSWER);
  }

  @Test
  void placeIsFree_oneSecondAfterTheAnswer() {
    sent(3);
    now += SECOND;
    limit.settled(now);
    assertThat(limit.waitNanos(now)).isEqualTo(SECOND);
    now += SECOND - 1;
    assertThat(limit.waitNanos(now)).isEqualTo(1);
    now += 1;

    sent(1);
    assertThat(limit.waitNanos(now)).isEqualTo(UNTIL_ANSWER);
  }

  @Test
  void manyRounds_placesAreNeitherLostNorGained() {
    for (int round = 0; round < 10; round++) {
      sent(3);
      limit.settled(now);
      now += SECOND / 4;
      limit.settled(now);
      limit.settled(now);
      assertThat(limit.waitNanos(now)).isEqualTo(SECOND - SECOND / 4);
      now += SECOND;
    }
  }

  @Test
  void neverSent_givesItsPlaceBackAtOnce() {
    sent(3);
    limit.unsent();

    sent(1);
  }

  @Test
  void pause_nothingGoesUntilItEnds() {
    limit.pause(2 * SECOND, now);
    limit.pause(SECOND, now);

    assertThat(limit.waitNanos(now)).isEqualTo(2 * SECOND);
    now += 2 * SECOND;
    sent(3);
  }

  @Test
  void trim_whileBusyOrIdle_keepsTheCount() {
    sent(2);
    limit.trim(now);
    limit.settled(now);
    limit.trim(now);
    sent(1);
    assertThat(limit.waitNanos(now)).isEqualTo(SECOND);
    limit.settled(now);
    limit.settled(now);
    now += SECOND;
    limit.trim(now);

    sent(3);
  }

  @Test
  void zero_isNoLimit() {
    var none = new GlobalLimit(0);
    for (int i = 0; i < 1_000; i++) {
      none.sent();
      none.settled(now);
    }

    assertThat(none.waitNanos(now)).isZero();
  }
}
