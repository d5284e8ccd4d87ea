package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.MovableTimers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class IdentifyQueueTest {
  private final MovableTimers timers = new MovableTimers();
  private final Duration reset = Duration.ofHours(3);
  private int asked;

  @Test
  void acquire_first_isGivenAtOnceWithoutAskingAgain() {
    Future<IdentifyQueue.Permit> permit = queue(info(1000, 1)).acquire(0);

    assertThat(permit.succeeded()).isTrue();
    assertThat(asked).isZero();
  }

  @Test
  void acquire_shardsOfOneLane_followFiveSecondsAfterOneAnother() {
    IdentifyQueue queue = queue(info(1000, 1));
    List<Future<IdentifyQueue.Permit>> permits = new ArrayList<>();
    for (int shard = 0; shard < 4; shard++) {
      permits.add(queue.acquire(shard));
    }
    for (int shard = 0; shard < 4; shard++) {
      assertThat(permits.stream().filter(Future::isComplete).count()).isEqualTo(shard + 1);
      permits.get(shard).result().used();
      timers.advance(Duration.ofMillis(5_099));
      assertThat(permits.stream().filter(Future::isComplete).count()).isEqualTo(shard + 1);
      timers.advance(Duration.ofMillis(1));
    }
    assertThat(queue.info().identifiesLeft()).isEqualTo(996);
  }

  /// The answer that an earlier run knew does not say how many may IDENTIFY at once.
  @Test
  void acquire_afterAnEarlierRun_asksFirstAndThenStartsAsManyAsMay() {
    Promise<GatewayInfo> answer = Promise.promise();
    IdentifyQueue queue = queue(GatewayInfo.ofEarlierRun(URI.create("ws://g"), 4), answer::future);
    queue.doubt();
    List<Future<IdentifyQueue.Permit>> permits = new ArrayList<>();
    for (int shard = 0; shard < 4; shard++) {
      permits.add(queue.acquire(shard));
    }
    assertThat(complete(permits)).isEmpty();

    answer.complete(info(1000, 4));

    assertThat(complete(permits)).containsExactly(0, 1, 2, 3);
    assertThat(asked).isEqualTo(1);
  }

  @Test
  void acquire_afterAnEarlierRunAndDiscordCannotBeAsked_isGivenOneAllTheSame() {
    IdentifyQueue queue =
        queue(
            GatewayInfo.ofEarlierRun(URI.create("ws://g"), 2),
            () -> Future.failedFuture("unreachable"));
    queue.doubt();

    assertThat(queue.acquire(0).succeeded()).isTrue();
  }

  /// The earlier run may have sent an IDENTIFY just before it was killed.
  @Test
  void acquire_moreAtOnceThanWasKnown_stillWaitsForTheEarlierRun() {
    var queue =
        new IdentifyQueue(
            timers.vertx,
            timers.clock,
            GatewayInfo.ofEarlierRun(URI.create("ws://g"), 2),
            () -> Future.succeededFuture(info(1000, 2)),
            timers.clock.nanos() + IdentifyQueue.SPACING.toNanos());
    queue.doubt();
    List<Future<IdentifyQueue.Permit>> permits = List.of(queue.acquire(0), queue.acquire(1));

    timers.advance(Duration.ofMillis(5_099));
    assertThat(complete(permits)).isEmpty();
    timers.advance(Duration.ofMillis(1));
    assertThat(complete(permits)).containsExactly(0, 1);
  }

  @Test
  void acquire_clockIsSet_waitsAsLongAsBefore() {
    IdentifyQueue queue = queue(info(1000, 1));
    queue.acquire(0).result().used();
    timers.clock.set(Duration.ofHours(-1));
    Future<IdentifyQueue.Permit> second = queue.acquire(0);
    timers.clock.set(Duration.ofHours(2));

    timers.advance(Duration.ofMillis(5_099));
    assertThat(second.isComplete()).isFalse();
    timers.advance(Duration.ofMillis(1));
    assertThat(second.succeeded()).isTrue();
  }

  /// A bot that logs out and in again is the same bot to Discord.
  @Test
  void acquire_afterAnotherQueueOfTheBot_waitsAsIfItWereTheSame() {
    IdentifyQueue before = queue(info(1000, 1));
    before.acquire(0).result().used();
    timers.advance(Duration.ofSeconds(1));
    var queue =
        new IdentifyQueue(
            timers.vertx,
            timers.clock,
            info(999, 1),
            () -> Future.failedFuture("nobody has to ask"),
            before.clearAt());
    Future<IdentifyQueue.Permit> permit = queue.acquire(0);

    timers.advance(Duration.ofMillis(4_099));
    assertThat(permit.isComplete()).isFalse();
    timers.advance(Duration.ofMillis(1));
    assertThat(permit.succeeded()).isTrue();
  }

  @Test
  void acquire_maxConcurrencyFour_startsFourShardsAtOnce() {
    IdentifyQueue queue = queue(info(1000, 4));
    List<Future<IdentifyQueue.Permit>> permits = new ArrayList<>();
    for (int shard = 0; shard < 10; shard++) {
      permits.add(queue.acquire(shard));
    }

    assertThat(complete(permits)).containsExactly(0, 1, 2, 3);
    permits.get(2).result().used();
    timers.advance(Duration.ofSeconds(6));
    assertThat(complete(permits)).containsExactly(0, 1, 2, 3, 6);
    permits.get(0).result().used();
    permits.get(1).result().used();
    timers.advance(Duration.ofSeconds(6));
    assertThat(complete(permits)).containsExactly(0, 1, 2, 3, 4, 5, 6);
  }

  @Test
  void acquire_beforeHasToWaitForItsSocket_waitsUntilThePermitIsSettled() {
    IdentifyQueue queue = queue(info(1000, 1));
    IdentifyQueue.Permit first = queue.acquire(0).result();
    Future<IdentifyQueue.Permit> second = queue.acquire(1);

    timers.advance(Duration.ofMinutes(5));
    assertThat(second.isComplete()).isFalse();
    first.used();
    assertThat(second.isComplete()).isFalse();
    timers.advance(Duration.ofMillis(5_100));
    assertThat(second.succeeded()).isTrue();
  }

  @Test
  void acquire_permitBeforeWasNotUsed_passesOnAtOnceAndCostsNothing() {
    IdentifyQueue queue = queue(info(1, 1));
    IdentifyQueue.Permit first = queue.acquire(0).result();
    Future<IdentifyQueue.Permit> second = queue.acquire(0);

    first.unused();
    timers.advance(Duration.ZERO);

    assertThat(second.succeeded()).isTrue();
    assertThat(queue.info().identifiesLeft()).isEqualTo(1);
  }

  @Test
  void acquire_nothingLeft_isRefusedUntilTheReset() {
    IdentifyQueue queue = queue(info(0, 1));

    assertThat(queue.acquire(0).cause())
        .isInstanceOfSatisfying(
            IdentifyBudgetExhaustedException.class,
            exhausted -> assertThat(exhausted.after()).isEqualTo(reset));
  }

  @Test
  void acquire_lessThanNothingLeft_isRefused() {
    assertThat(queue(info(Integer.MIN_VALUE, 1)).acquire(0).cause())
        .isInstanceOf(IdentifyBudgetExhaustedException.class);
  }

  /// Otherwise a server that says "nothing left, ask again at once" would be asked without a pause.
  @Test
  void acquire_nothingLeftAndResetInThePast_isRefusedForAMinuteAtLeast() {
    var info = new GatewayInfo(URI.create("ws://g"), 1, 0, Duration.ZERO, 1);
    IdentifyQueue queue =
        new IdentifyQueue(timers.vertx, timers.clock, info, () -> Future.succeededFuture(info));
    timers.advance(Duration.ofSeconds(10));

    assertThat(queue.acquire(0).cause())
        .isInstanceOfSatisfying(
            IdentifyBudgetExhaustedException.class,
            exhausted -> assertThat(exhausted.after()).isEqualTo(Duration.ofMinutes(1)));
  }

  @Test
  void acquire_refused_letsTheNextTry() {
    List<GatewayInfo> answers = new ArrayList<>(List.of(info(0, 1), info(5, 1)));
    IdentifyQueue queue = queue(info(0, 1), () -> Future.succeededFuture(answers.removeFirst()));

    assertThat(queue.acquire(0).failed()).isTrue();
    timers.advance(Duration.ofSeconds(5));
    assertThat(queue.acquire(0).failed()).isTrue();
    timers.advance(Duration.ofSeconds(5));
    assertThat(queue.acquire(0).succeeded()).isTrue();
  }

  @Test
  void acquire_moreLanesThanIdentifiesLeft_givesNoMorePermitsThanAreLeft() {
    IdentifyQueue queue = queue(info(3, 16));
    List<Future<IdentifyQueue.Permit>> permits = new ArrayList<>();
    for (int shard = 0; shard < 16; shard++) {
      permits.add(queue.acquire(shard));
    }

    assertThat(complete(permits)).hasSize(16);
    assertThat(permits.stream().filter(Future::succeeded)).hasSize(3);
  }

  /// Discord's answer is older than IDENTIFYs that were sent while it was in transit.
  @Test
  void acquire_identifiesSentWhileDiscordIsAsked_areCountedAllTheSame() {
    Promise<GatewayInfo> answer = Promise.promise();
    IdentifyQueue queue = queue(info(2, 3), answer::future);
    IdentifyQueue.Permit first = queue.acquire(0).result();
    IdentifyQueue.Permit second = queue.acquire(1).result();
    timers.advance(Duration.ofSeconds(6));
    Future<IdentifyQueue.Permit> third = queue.acquire(2);
    first.used();
    second.used();

    answer.complete(info(2, 3));

    assertThat(third.cause()).isInstanceOf(IdentifyBudgetExhaustedException.class);
  }

  @Test
  void acquire_answerIsOld_asksAgain() {
    IdentifyQueue queue = queue(info(1000, 1), () -> Future.succeededFuture(info(7, 1)));
    timers.advance(Duration.ofSeconds(5));

    queue.acquire(0).result().used();

    assertThat(asked).isEqualTo(1);
    assertThat(queue.info().identifiesLeft()).isEqualTo(6);
  }

  @Test
  void acquire_discordCannotBeAsked_believesWhatWasKnownCountedDown() {
    IdentifyQueue queue = queue(info(2, 1), () -> Future.failedFuture("unreachable"));
    for (int i = 0; i < 2; i++) {
      timers.advance(Duration.ofSeconds(10));
      queue.acquire(0).result().used();
    }
    timers.advance(Duration.ofSeconds(10));

    assertThat(queue.acquire(0).cause()).isInstanceOf(IdentifyBudgetExhaustedException.class);
    assertThat(asked).isEqualTo(3);
  }

  @Test
  void acquire_discordCannotBeAskedAndTheDayIsOver_isGivenOne() {
    IdentifyQueue queue = queue(info(0, 1), () -> Future.failedFuture("unreachable"));
    timers.advance(Duration.ofHours(3));

    assertThat(queue.acquire(0).succeeded()).isTrue();
  }

  @Test
  void acquire_discordStillSaysNoneAfterTheReset_isRefused() {
    IdentifyQueue queue = queue(info(0, 1), () -> Future.succeededFuture(info(0, 1)));
    timers.advance(Duration.ofHours(4));

    assertThat(queue.acquire(0).cause()).isInstanceOf(IdentifyBudgetExhaustedException.class);
  }

  @Test
  void acquire_askingThrows_isAsIfDiscordDidNotAnswer() {
    IdentifyQueue queue =
        queue(
            info(9, 1),
            () -> {
              throw new IllegalStateException("closed");
            });
    timers.advance(Duration.ofSeconds(10));

    assertThat(queue.acquire(0).succeeded()).isTrue();
  }

  @Test
  void acquire_enormousConcurrency_isFine() {
    IdentifyQueue queue = queue(info(1000, Integer.MAX_VALUE));
    for (int shard = 0; shard < 100; shard++) {
      assertThat(queue.acquire(shard).succeeded()).isTrue();
    }
  }

  /// As when a bot with many shards is closed while they wait for their turns.
  @Test
  void acquire_tenThousandTurnsThatAreNotUsed_costNoStack() {
    IdentifyQueue queue = queue(info(1000, 1));
    IdentifyQueue.Permit first = queue.acquire(0).result();
    var passed = new int[1];
    for (int shard = 1; shard < GatewayInfo.MAX_SHARDS; shard++) {
      queue
          .acquire(shard)
          .onSuccess(permit -> {
            passed[0]++;
            permit.unused();
          });
    }

    first.unused();
    timers.advance(Duration.ZERO);

    assertThat(passed[0]).isEqualTo(GatewayInfo.MAX_SHARDS - 1);
  }

  @Test
  void refresh_discordAnswers_isKnownFromThenOn() {
    IdentifyQueue queue = queue(info(9, 1), () -> Future.succeededFuture(info(5, 2)));

    assertThat(queue.refresh().succeeded()).isTrue();
    assertThat(queue.info()).isEqualTo(info(5, 2));
  }

  @Test
  void refresh_discordDoesNotAnswer_keepsWhatWasKnown() {
    IdentifyQueue queue = queue(info(9, 1), () -> Future.failedFuture("unreachable"));

    assertThat(queue.refresh().succeeded()).isTrue();
    assertThat(queue.info()).isEqualTo(info(9, 1));
  }

  @Test
  void gatewayInfo_absurdShardCounts_areRefused() {
    for (int shards : new int[] {0, -1, Integer.MIN_VALUE, 10_001, Integer.MAX_VALUE}) {
      assertThatThrownBy(() -> new GatewayInfo(URI.create("ws://g"), shards, 1, reset, 1))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> new GatewayInfo(URI.create("ws://g"), 1, 1, reset, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Integer> complete(List<Future<IdentifyQueue.Permit>> permits) {
    List<Integer> complete = new ArrayList<>();
    for (int i = 0; i < permits.size(); i++) {
      if (permits.get(i).isComplete()) {
        complete.add(i);
      }
    }
    return complete;
  }

  private GatewayInfo info(int left, int maxConcurrency) {
    return new GatewayInfo(URI.create("ws://g"), 1, left, reset, maxConcurrency);
  }

  /// A queue whose Discord counts the used IDENTIFYs.
  private IdentifyQueue queue(GatewayInfo info) {
    var queue = new IdentifyQueue[1];
    queue[0] = queue(info, () -> Future.succeededFuture(queue[0].info()));
    return queue[0];
  }

  private IdentifyQueue queue(GatewayInfo info, Supplier<Future<GatewayInfo>> ask) {
    return new IdentifyQueue(
        timers.vertx,
        timers.clock,
        info,
        () -> {
          asked++;
          return ask.get();
        });
  }
}
