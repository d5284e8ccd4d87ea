package dev.botswain.discord.rest;

import static dev.botswain.discord.rest.Bucket.UNTIL_ANSWER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.discord.rest.RateLimitedException.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BucketTest {
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /// Shortly before the ticker overflows.
  private static final long START = Long.MAX_VALUE - SECOND;

  private final Bucket bucket = new Bucket();
  private long now = START;

  /// A window of one second, the first of them at the start, where the server's clock reads zero.
  private RateLimitHeaders headers(int limit, int remaining) {
    long elapsed = now - START;
    long window = elapsed / SECOND;
    return new RateLimitHeaders(
        "b", limit, remaining, (window + 1) * 1_000, (window + 1) * SECOND - elapsed);
  }

  private void answered(int limit, int remaining) {
    bucket.settled();
    bucket.observe(headers(limit, remaining), now);
  }

  private void sent(int count) {
    for (int i = 0; i < count; i++) {
      assertThat(bucket.waitNanos(now)).isZero();
      bucket.sent();
    }
  }

  @Test
  void unknown_letsOneProbeThrough() {
    sent(1);

    assertThat(bucket.waitNanos(now)).isEqualTo(UNTIL_ANSWER);
  }

  @Test
  void unknown_probeWithoutAnswer_letsAnotherThrough() {
    sent(1);
    bucket.settled();

    sent(1);
    assertThat(bucket.waitNanos(now)).isEqualTo(UNTIL_ANSWER);
  }

  @Test
  void noLimit_letsAllThrough() {
    sent(1);
    bucket.settled();
    bucket.observeNoLimit();

    sent(1_000);
  }

  @Test
  void limited_letsAsManyThroughAsRemain() {
    sent(1);
    now += 100 * MILLI;
    answered(5, 4);

    sent(4);
    assertThat(bucket.waitNanos(now)).isEqualTo(900 * MILLI);
  }

  @Test
  void limited_neverSentCallIsNotCounted() {
    sent(1);
    answered(2, 1);
    sent(1);
    bucket.unsent();

    sent(1);
    assertThat(bucket.waitNanos(now)).isPositive();
  }

  @Test
  void lateAnswer_doesNotRestore() {
    sent(1);
    answered(4, 3);
    sent(3);
    answered(4, 0);
    answered(4, 2);
    answered(4, 1);

    assertThat(bucket.waitNanos(now)).isEqualTo(SECOND);
  }

  @Test
  void someoneElseUsesTheToken_headersLowerTheCount() {
    sent(1);
    answered(5, 4);
    sent(1);
    answered(5, 1);

    sent(1);
    assertThat(bucket.waitNanos(now)).isPositive();
  }

  @Test
  void windowOver_restoresAllButThoseOnTheirWay() {
    sent(1);
    answered(5, 4);
    sent(2);
    now += SECOND;

    sent(3);
    assertThat(bucket.waitNanos(now)).isEqualTo(UNTIL_ANSWER);
  }

  @Test
  void windowOver_answersOfTheOldOneChangeNothing() {
    sent(1);
    answered(5, 4);
    sent(1);
    var late = headers(5, 0);
    now += SECOND;
    sent(1);
    bucket.settled();
    bucket.observe(late, now);

    sent(3);
    assertThat(bucket.waitNanos(now)).isEqualTo(UNTIL_ANSWER);
  }

  @Test
  void windowOver_firstAnswerOfTheNewOneSetsItsEnd() {
    sent(1);
    answered(2, 1);
    now += SECOND;
    sent(2);
    now += 100 * MILLI;
    answered(2, 0);

    assertThat(bucket.waitNanos(now)).isEqualTo(900 * MILLI);
  }

  @Test
  void windowOver_noAnswerCame_startsAgain() {
    sent(1);
    answered(2, 1);
    now += SECOND;
    sent(2);
    bucket.settled();
    bucket.settled();

    sent(2);
  }

  @Test
  void windowBeganEarlierThanNoticed_headersRestoreAllButThoseOnTheirWay() {
    sent(1);
    answered(5, 4);
    sent(3);
    var next = new RateLimitHeaders("b", 5, 4, 2_000, SECOND);
    bucket.settled();
    bucket.observe(next, now);

    sent(2);
    assertThat(bucket.waitNanos(now)).isEqualTo(SECOND);
  }

  @Test
  void quickerAnswer_bringsTheResetForward() {
    sent(1);
    now += 300 * MILLI;
    bucket.settled();
    bucket.observe(new RateLimitHeaders("b", 2, 1, 1_000, SECOND), now);
    sent(1);
    now += 10 * MILLI;
    answered(2, 0);

    assertThat(bucket.waitNanos(now)).isEqualTo(690 * MILLI);
  }

  @Test
  void discordsClockIsSetBack_newWindowsAreStillSeen() {
    sent(1);
    answered(2, 1);
    now += 2 * SECOND;
    sent(2);
    bucket.settled();
    bucket.observe(new RateLimitHeaders("b", 2, 1, 500, SECOND), now);
    bucket.settled();
    bucket.observe(new RateLimitHeaders("b", 2, 0, 500, SECOND), now);

    assertThat(bucket.waitNanos(now)).isEqualTo(SECOND);
  }

  @Test
  void pause_nothingGoesUntilItEnds() {
    sent(1);
    answered(5, 4);
    bucket.pause(3 * SECOND, Scope.SHARED, now);
    bucket.pause(SECOND, Scope.USER, now);

    assertThat(bucket.waitNanos(now)).isEqualTo(3 * SECOND);
    assertThat(bucket.scope()).isEqualTo(Scope.SHARED);
    now += 3 * SECOND;
    sent(5);
  }

  @Test
  void pause_ofUnknown_isFollowedByAProbe() {
    sent(1);
    bucket.settled();
    bucket.pause(SECOND, Scope.USER, now);
    assertThat(bucket.waitNanos(now)).isEqualTo(SECOND);
    now += SECOND;

    sent(1);
    assertThat(bucket.waitNanos(now)).isEqualTo(UNTIL_ANSWER);
  }

  @Test
  void pause_shorterThanTheReset_isWhatCounts() {
    sent(1);
    answered(5, 0);
    bucket.pause(SECOND / 2, Scope.USER, now);
    now += SECOND / 2;

    sent(5);
  }

  @Test
  void unknown_neverSentProbe_letsAnotherThrough() {
    sent(1);
    bucket.unsent();

    sent(1);
    assertThat(bucket.waitNanos(now)).isEqualTo(UNTIL_ANSWER);
  }

  @Test
  void observe_tellsANewWindowFromTheSame() {
    sent(1);
    bucket.settled();
    assertThat(bucket.observe(headers(5, 4), now)).isTrue();
    sent(1);
    bucket.settled();
    assertThat(bucket.observe(headers(5, 3), now)).isFalse();
    now += SECOND;
    sent(1);
    bucket.settled();
    assertThat(bucket.observe(headers(5, 4), now)).isTrue();
  }

  @Test
  void certainWait_countsWholeWindowsAhead() {
    sent(1);
    answered(2, 1);

    assertThat(bucket.certainWaitNanos(0, now)).isZero();
    assertThat(bucket.certainWaitNanos(1, now)).isEqualTo(SECOND);
    assertThat(bucket.certainWaitNanos(2, now)).isEqualTo(SECOND);
    assertThat(bucket.certainWaitNanos(3, now)).isEqualTo(2 * SECOND);
  }

  @Test
  void certainWait_unknown_isNone() {
    sent(1);

    assertThat(bucket.certainWaitNanos(100, now)).isZero();
  }

  @Test
  void isForgettable_onlyWhenUnusedAndNothingRuns() {
    sent(1);
    answered(2, 1);
    assertThat(bucket.isForgettable(now)).isFalse();
    assertThat(bucket.isForgettable(now)).isFalse();
    now += SECOND;

    assertThat(bucket.isForgettable(now)).isTrue();
  }

  /// A server that counts strictly, over a distant network that delays and reorders: it must never
  /// see one call too many, and its windows must not stay empty while calls wait.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
  void randomTraffic_neverOneTooMany(int seed) {
    var random = new Random(seed);
    var limit = 1 + random.nextInt(10);
    var window = (250 + random.nextInt(5_000)) * MILLI;
    var calls = 30 * limit;
    var delay = (1 + random.nextInt(120)) * MILLI;
    var events = new PriorityQueue<Event>(Comparator.comparingLong(Event::at));
    for (int i = 0; i < calls; i++) {
      events.add(new Event.Arrives(random.nextLong(5 * window)));
    }
    var server =
        new Object() {
          long endsAt = Long.MIN_VALUE;
          int used;
          final List<Long> served = new ArrayList<>();
        };
    int waiting = 0;
    while (!events.isEmpty()) {
      var event = events.poll();
      now = START + event.at();
      switch (event) {
        case Event.Arrives _ -> waiting++;
        case Event.Rings _ -> {}
        case Event.Reaches(long at) -> {
          if (at >= server.endsAt) {
            server.endsAt = at + window;
            server.used = 0;
          }
          server.used++;
          server.served.add(at);
          assertThat(server.used).as("calls in one window").isLessThanOrEqualTo(limit);
          var headers =
              new RateLimitHeaders(
                  "b", limit, limit - server.used, server.endsAt / MILLI, server.endsAt - at);
          events.add(new Event.Returns(at + random.nextLong(delay), headers));
        }
        case Event.Returns(long _, RateLimitHeaders headers) -> {
          bucket.settled();
          bucket.observe(headers, now);
        }
      }
      while (waiting > 0 && bucket.waitNanos(now) == 0) {
        waiting--;
        bucket.sent();
        events.add(new Event.Reaches(event.at() + random.nextLong(delay)));
      }
      if (waiting > 0 && bucket.waitNanos(now) != UNTIL_ANSWER) {
        events.add(new Event.Rings(event.at() + bucket.waitNanos(now)));
      }
    }

    assertThat(server.served).hasSize(calls);
    assertThat(server.served.getLast()).isLessThan(31 * (window + 2 * delay));
  }

  private sealed interface Event {
    long at();

    record Arrives(long at) implements Event {}

    record Rings(long at) implements Event {}

    record Reaches(long at) implements Event {}

    record Returns(long at, RateLimitHeaders headers) implements Event {}
  }
}
