package dev.botswain.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InvalidRequestGuardTest {
  private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
  private static final long START = Long.MAX_VALUE - 5 * MINUTE;
  private final InvalidRequestGuard guard = new InvalidRequestGuard(1_000, START);
  private long now = START;

  private void add(InvalidRequestGuard.Share bot, int count) {
    for (int i = 0; i < count; i++) {
      bot.add(now);
    }
  }

  @Test
  void quarterOfTheLimit_byOneBot_refusesThatBot() {
    var bot = guard.share();
    add(bot, 249);
    assertThat(bot.refusedFor(now)).isZero();
    add(bot, 1);

    assertThat(bot.refusedFor(now)).isBetween(10 * MINUTE, 11 * MINUTE);
    assertThat(guard.share().refusedFor(now)).isZero();
  }

  @Test
  void refusal_endsWhenItSaysSo() {
    var bot = guard.share();
    add(bot, 100);
    now += 3 * MINUTE;
    add(bot, 150);
    var wait = bot.refusedFor(now);
    now += wait - 1;
    assertThat(bot.refusedFor(now)).isEqualTo(1);
    now += 1;

    assertThat(bot.refusedFor(now)).isZero();
  }

  @Test
  void fourFifths_byAll_refusesThoseWithAnyShare() {
    var bots = Stream.generate(() -> guard.share()).limit(4).toList();
    bots.forEach(bot -> add(bot, 199));
    bots.forEach(bot -> assertThat(bot.refusedFor(now)).isZero());
    add(bots.getFirst(), 4);

    bots.forEach(bot -> assertThat(bot.refusedFor(now)).isPositive());
    assertThat(guard.share().refusedFor(now)).isZero();
    now += 11 * MINUTE;
    bots.forEach(bot -> assertThat(bot.refusedFor(now)).isZero());
  }

  @Test
  void nearTheBan_refusesAll() {
    for (int i = 0; i < 950; i++) {
      add(guard.share(), 1);
    }

    assertThat(guard.share().refusedFor(now)).isBetween(10 * MINUTE, 11 * MINUTE);
  }

  @Test
  void count_aWholeWindowIsRemembered() {
    var bot = guard.share();
    now += MINUTE / 2 - 1;
    add(bot, 250);
    now += 10 * MINUTE;

    assertThat(bot.refusedFor(now)).isPositive();
    now += MINUTE / 2;
    assertThat(bot.refusedFor(now)).isZero();
  }

  @Test
  void zero_refusesNobody() {
    var off = new InvalidRequestGuard(0, now);
    var bot = off.share();
    add(bot, 100_000);

    assertThat(bot.refusedFor(now)).isZero();
  }

  @Test
  void ban_lastsAsLongAsItIs() {
    assertThat(guard.bannedFor(now)).isZero();
    guard.ban(MINUTE, now);
    assertThat(guard.bannedFor(now)).isEqualTo(MINUTE);
    now += MINUTE;

    assertThat(guard.bannedFor(now)).isZero();
  }
}
