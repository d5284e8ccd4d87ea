package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SendLimitTest {
  private static final long SECOND = 1_000_000_000;

  /// As odd as [System#nanoTime()] may be: it overflows during the test.
  private static final long START = Long.MAX_VALUE - 30 * SECOND;

  private final SendLimit limit = new SendLimit();

  @Test
  void delay_fewerThanTheLimit_isZero() {
    for (int i = 0; i < 110; i++) {
      assertThat(limit.delay(START)).isZero();
      limit.sent(START);
    }
    assertThat(limit.delay(START)).isEqualTo(60 * SECOND);
  }

  @Test
  void delay_atTheLimit_lastsUntilTheOldestIsAMinuteOld() {
    for (int i = 0; i < 110; i++) {
      limit.sent(START + i * SECOND / 10);
    }
    long now = START + 11 * SECOND;

    assertThat(limit.delay(now)).isEqualTo(49 * SECOND);
    assertThat(limit.delay(now + 49 * SECOND - 1)).isEqualTo(1);
    assertThat(limit.delay(now + 49 * SECOND)).isZero();
    limit.sent(now + 49 * SECOND);
    assertThat(limit.delay(now + 49 * SECOND)).isEqualTo(SECOND / 10);
  }

  @Test
  void allowsHeartbeat_ordinaryPayloadsHaveToWait_untilAllAreUsed() {
    for (int i = 0; i < 120; i++) {
      assertThat(limit.allowsHeartbeat(START)).isTrue();
      limit.sent(START);
    }
    assertThat(limit.allowsHeartbeat(START + 60 * SECOND - 1)).isFalse();
    assertThat(limit.allowsHeartbeat(START + 60 * SECOND)).isTrue();
  }

  @Test
  void delay_moreThanTheLimitWasSent_staysUntilRoomIsThere() {
    for (int i = 0; i < 115; i++) {
      limit.sent(START + i * SECOND);
    }
    long now = START + 60 * SECOND + 4 * SECOND;

    assertThat(limit.delay(now)).isEqualTo(SECOND);
    assertThat(limit.delay(now + SECOND)).isZero();
  }

  @Test
  void anyMinute_randomTraffic_neverHasMoreThanDiscordAllows() {
    var random = new Random(11);
    List<Long> sent = new ArrayList<>();
    long now = START;
    for (int i = 0; i < 20_000; i++) {
      now += random.nextLong(SECOND / 2);
      boolean heartbeat = random.nextInt(10) == 0;
      if (heartbeat ? limit.allowsHeartbeat(now) : limit.delay(now) == 0) {
        limit.sent(now);
        sent.add(now - START);
      }
    }
    for (int i = 120; i < sent.size(); i++) {
      assertThat(sent.get(i) - sent.get(i - 120)).isGreaterThanOrEqualTo(60 * SECOND);
    }
    assertThat(sent.size()).isGreaterThan(8_000);
  }
}
