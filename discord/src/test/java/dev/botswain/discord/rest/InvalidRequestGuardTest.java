package dev.botswain.discord.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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

  /// One after the other, for as long as it may.
  private void err(InvalidRequestGuard.Share bot) {
    while (bot.refusedFor(now) == 0) {
      bot.add(now);
    }
  }

  @Test
  void fiveBotsThatErrInALoop_doNotSilenceOthers() {
    var bots = Stream.generate(() -> guard.share()).limit(5).toList();
    for (int round = 0; round < 1_000; round++) {
      bots.stream().filter(bot -> bot.refusedFor(now) == 0).forEach(bot -> add(bot, 1));
    }
    var single = guard.share();
    add(single, 1);

    bots.forEach(bot -> assertThat(bot.refusedFor(now)).isPositive());
    assertThat(single.refusedFor(now)).isZero();
    assertThat(guard.share().refusedFor(now)).isZero();
    assertThat(guard.count(now)).isBetween(700, 720);
    assertThat(guard.addressHealth(now).open()).isTrue();
    assertThat(guard.addressHealth(now).detail()).contains("the bots that caused most are refused");
    now += 11 * MINUTE;
    bots.forEach(bot -> assertThat(bot.refusedFor(now)).isZero());
  }

  @Test
  void roomShrinks_thoseWhoCausedMostAreRefusedFirst() {
    var few = guard.share();
    var some = guard.share();
    var many = guard.share();
    add(few, 10);
    add(some, 100);
    add(many, 200);
    var others = Stream.generate(() -> guard.share()).limit(64).toList();
    others.forEach(other -> add(other, 6));

    assertThat(many.refusedFor(now)).isPositive();
    assertThat(some.refusedFor(now)).isZero();
    others.forEach(other -> add(other, 1));
    assertThat(some.refusedFor(now)).isPositive();
    assertThat(few.refusedFor(now)).isZero();
  }

  @Test
  void anyNumberOfBotsThatErr_leavesRoomForThoseWhoDoNot() {
    var discords = new InvalidRequestGuard(10_000, START);
    for (int i = 0; i < 60; i++) {
      err(discords.share());
    }
    var nearlyClean = discords.share();
    nearlyClean.add(now);

    assertThat(nearlyClean.refusedFor(now)).isZero();
    assertThat(discords.addressHealth(now).open()).isTrue();
  }

  @Test
  void nearTheBan_refusesAll() {
    for (int i = 0; i < 950; i++) {
      add(guard.share(), 1);
    }

    assertThat(guard.share().refusedFor(now)).isBetween(10 * MINUTE, 11 * MINUTE);
    assertThat(guard.addressHealth(now).open()).isFalse();
    assertThat(guard.addressHealth(now).detail()).contains("950 of 1000", "all are refused for 6");
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

  /// Tells each guard what the others have counted, as of now.
  private void exchange(List<InvalidRequestGuard> guards) {
    var taken = guards.stream().map(InvalidRequestGuard::take).toList();
    for (int i = 0; i < guards.size(); i++) {
      var others = new ArrayList<AddressCounts.Invalid>();
      for (int j = 0; j < guards.size(); j++) {
        if (i != j) {
          taken.get(j).forEach((bot, n) -> others.add(new AddressCounts.Invalid(bot, 0, n)));
        }
      }
      guards.get(i).learn(others, now);
    }
  }

  @Test
  void oneAddress_ofSeveralProcesses_hasOneLimit() {
    var guards = Stream.generate(() -> new InvalidRequestGuard(1_000, START)).limit(3).toList();
    exchange(guards);
    for (int i = 0; i < 1_000; i++) {
      String bot = "bot " + i / 8;
      add(guards.get(i % 3).share(() -> bot), 1);
    }
    exchange(guards);

    for (var each : guards) {
      assertThat(each.count(now)).isEqualTo(1_000);
      assertThat(each.addressHealth(now).open()).isFalse();
      assertThat(each.share(() -> "clean").refusedFor(now)).isBetween(10 * MINUTE, 11 * MINUTE);
    }
    now += 11 * MINUTE;
    assertThat(guards.getFirst().count(now)).isZero();
    assertThat(guards.getFirst().share(() -> "clean").refusedFor(now)).isZero();
  }

  @Test
  void botThatCausedItsQuarterElsewhere_isRefusedHere_othersAreNot() {
    guard.learn(List.of(new AddressCounts.Invalid("moved", 4, 250)), now);

    long wait = guard.share(() -> "moved").refusedFor(now);
    assertThat(wait).isBetween(8 * MINUTE, 9 * MINUTE);
    assertThat(guard.share(() -> "other").refusedFor(now)).isZero();
    now += wait;
    assertThat(guard.share(() -> "moved").refusedFor(now)).isZero();
  }

  /// Otherwise whoever learns nothing more, because the store is away, would refuse for ever.
  @Test
  void othersCounts_growOld() {
    guard.learn(List.of(new AddressCounts.Invalid("a", 0, 950)), now);
    var bot = guard.share(() -> "b");
    now += 10 * MINUTE;
    assertThat(bot.refusedFor(now)).isPositive();
    now += MINUTE / 2;

    assertThat(bot.refusedFor(now)).isZero();
    assertThat(guard.count(now)).isZero();
  }

  @Test
  void take_whatCouldNotBeTold_isTakenAgain() {
    assertThat(guard.take()).isEmpty();
    add(guard.share(() -> "a"), 2);
    var taken = guard.take();
    add(guard.share(() -> "a"), 1);
    guard.putBack(taken);

    assertThat(guard.take()).isEqualTo(Map.of("a", 3));
    assertThat(guard.take()).isEmpty();
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
    assertThat(guard.addressHealth(now).open()).isFalse();
    now += MINUTE;

    assertThat(guard.bannedFor(now)).isZero();
  }
}
