package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.webhook.DeliveryOutcome.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryStateTest {
  private static final long START = Long.MAX_VALUE - 1; // A ticker may overflow.
  private static final DeliveryOutcome TIMED_OUT =
      new DeliveryOutcome.Failed(DeliveryOutcome.Failed.Reason.TIMED_OUT);

  private final Random random = new Random(1);

  @ParameterizedTest
  @CsvSource({
    "200, Accepted",
    "204, Accepted",
    "299, Accepted",
    "101, Later",
    "301, Later",
    "304, Later",
    "307, Later",
    "400, Refused",
    "401, Refused",
    "404, Refused",
    "422, Refused",
    "408, Later",
    "425, Later",
    "429, Later",
    "410, Gone",
    "500, Erred",
    "501, Erred",
    "502, Later",
    "503, Later",
    "504, Later",
    "522, Later",
    "599, Later",
    "999, Later",
  })
  void outcome_status_decides(int status, String outcome) {
    assertThat(answered(status).getClass().getSimpleName()).isEqualTo(outcome);
  }

  @Test
  void after_accepted_isDone() {
    assertThat(RetryState.none(0, 0, START).after(answered(200), START, random))
        .isEqualTo(new RetryDecision.Done());
  }

  @Test
  void after_gone_disables() {
    assertThat(RetryState.none(0, 0, START).after(answered(410), START, random))
        .isEqualTo(new RetryDecision.Disable());
  }

  @Test
  void after_timeOuts_triesForADayWithGrowingPauses() {
    var pauses = pausesUntilGivenUp(TIMED_OUT);

    assertThat(sum(pauses)).isBetween(Duration.ofHours(24), Duration.ofHours(26));
    assertThat(pauses).hasSizeBetween(20, 40);
    assertThat(pauses.getFirst()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_250));
    assertThat(pauses.subList(0, 7)).isSorted();
    assertThat(pauses).allMatch(pause -> pause.compareTo(Duration.ofMinutes(75)) <= 0);
  }

  @Test
  void after_serverErrors_triesForADayToo() {
    assertThat(sum(pausesUntilGivenUp(answered(503)))).isGreaterThan(Duration.ofHours(24));
  }

  @Test
  void after_refusals_triesAHandfulOverAboutAMinute() {
    var pauses = pausesUntilGivenUp(answered(404));

    assertThat(pauses).hasSize(4);
    assertThat(sum(pauses)).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75));
  }

  @Test
  void after_errors_givesUpWithinMinutes() {
    assertThat(sum(pausesUntilGivenUp(answered(500))))
        .isBetween(Duration.ofMinutes(5), Duration.ofMinutes(7));
  }

  @ParameterizedTest
  @CsvSource({
    "404, 1, 2",
    "404, 2, 4",
    "404, 6, 64",
    "404, 11, 1440",
    "404, 1000, 1440",
    "500, 1, 10",
    "500, 5, 160",
    "500, 9, 1440",
  })
  void after_refusalsOfOneMessageAfterTheOther_hasTwiceTheTimeEach(
      int status, int row, int minutes) {
    var least = Duration.ofMinutes(minutes);

    assertThat(sum(pausesUntilGivenUp(answered(status), row)))
        .isBetween(least, least.multipliedBy(4).dividedBy(3));
  }

  @Test
  void after_errorsWithRetryAfter_areNotAskedEarlier() {
    var erred = new DeliveryOutcome.Erred(new Answer(500, ""), Optional.of(Duration.ofMinutes(20)));
    var again = (RetryDecision.Again) RetryState.none(0, 0, START).after(erred, START, random);

    assertThat(again.pause()).isBetween(Duration.ofMinutes(20), Duration.ofMinutes(25));
    assertThat(again.state().after(erred, START + again.pause().toNanos(), random))
        .isEqualTo(new RetryDecision.GiveUp());
  }

  @Test
  void after_refusalBehindALongFailure_hasItsOwnTries() {
    var tries = RetryState.none(12, 0, START);
    long now = START + Duration.ofHours(25).toNanos();

    assertThat(tries.after(answered(404), now, random)).isInstanceOf(RetryDecision.Again.class);
  }

  @Test
  void after_failureBetweenRefusals_countsThemAnew() {
    var refused = new RetryState(4, 4, 0, START, START);
    long now = START + RetryState.REFUSED.toNanos();

    var next = (RetryDecision.Again) refused.after(TIMED_OUT, now, random);

    assertThat(next.state()).isEqualTo(RetryState.none(5, 0, START));
    assertThat(next.state().after(answered(404), now, random))
        .isInstanceOf(RetryDecision.Again.class);
    assertThat(refused.after(answered(404), now, random)).isEqualTo(new RetryDecision.GiveUp());
  }

  @Test
  void after_retryAfter_isNeverEarlier() {
    var later = new DeliveryOutcome.Later(new Answer(429, ""), Optional.of(Duration.ofMinutes(20)));

    for (int i = 0; i < 100; i++) {
      assertThat(
              ((RetryDecision.Again) RetryState.none(0, 0, START).after(later, START, random))
                  .pause())
          .isBetween(Duration.ofMinutes(20), Duration.ofMinutes(25));
    }
  }

  @Test
  void after_retryAfterAtOnce_waitsASecond() {
    var later = new DeliveryOutcome.Later(new Answer(503, ""), Optional.of(Duration.ZERO));

    assertThat(
            ((RetryDecision.Again) RetryState.none(20, 0, START).after(later, START, random))
                .pause())
        .isBetween(Duration.ofSeconds(1), Duration.ofMillis(1_250));
  }

  @Test
  void after_manyThatFailTogether_comeBackApart() {
    var pauses =
        Stream.generate(() ->
                ((RetryDecision.Again)
                    RetryState.none(3, 0, START).after(TIMED_OUT, START, random)))
            .limit(1_000)
            .map(RetryDecision.Again::pause)
            .distinct();

    assertThat(pauses.count()).isGreaterThan(900);
  }

  private List<Duration> pausesUntilGivenUp(DeliveryOutcome outcome) {
    return pausesUntilGivenUp(outcome, 0);
  }

  private List<Duration> pausesUntilGivenUp(DeliveryOutcome outcome, int row) {
    var pauses = new ArrayList<Duration>();
    long now = START;
    var tries = RetryState.none(0, row, now);
    while (tries.after(outcome, now, random) instanceof RetryDecision.Again(var pause, var more)) {
      pauses.add(pause);
      now += pause.toNanos();
      tries = more;
    }
    assertThat(tries.after(outcome, now, random)).isEqualTo(new RetryDecision.GiveUp());
    return pauses;
  }

  private static Duration sum(List<Duration> pauses) {
    return pauses.stream().reduce(Duration.ZERO, Duration::plus);
  }

  private static DeliveryOutcome answered(int status) {
    return DeliveryOutcome.of(new Answer(status, ""), Optional.empty());
  }
}
