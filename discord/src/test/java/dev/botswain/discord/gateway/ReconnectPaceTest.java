package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.MovableClock;
import dev.botswain.time.Backoff;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReconnectPaceTest {
  private final MovableClock clock = new MovableClock();
  private final ReconnectPace pace =
      new ReconnectPace(
          new Backoff(Duration.ofMillis(400), Duration.ofSeconds(30)), clock, new Random(1));

  @Test
  void pause_atFirst_isOnlyJitter() {
    assertThat(pace.pause(true)).isLessThanOrEqualTo(Duration.ofMillis(100));
    assertThat(pace.pause(false)).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void pause_failuresInARow_growsUntilConnected() {
    for (int i = 0; i < 20; i++) {
      pace.failed();
    }
    assertThat(pace.isGood()).isFalse();
    assertThat(pace.pause(true)).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));

    pace.connected();

    assertThat(pace.isGood()).isTrue();
    assertThat(pace.pause(true)).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void pause_sessionsThatEndSoon_holdsBackIdentifyButNotResume() {
    sessions(12, Duration.ofSeconds(10));

    assertThat(pace.pause(true)).isLessThanOrEqualTo(Duration.ofMillis(100));
    assertThat(pace.pause(false)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
  }

  @Test
  void pause_firstShortSession_isForgiven() {
    sessions(1, Duration.ofSeconds(10));

    assertThat(pace.pause(false)).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  @Test
  void pause_secondShortSession_holdsBackIdentify() {
    sessions(2, Duration.ofSeconds(10));

    assertThat(pace.pause(false)).isBetween(Duration.ofSeconds(2), Duration.ofSeconds(4));
  }

  @Test
  void pause_afterSessionThatLasted_forgetsTheShortOnes() {
    sessions(12, Duration.ofSeconds(10));
    sessions(1, Duration.ofSeconds(61));

    assertThat(pace.pause(false)).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  /// As in an outage, when no READY arrives.
  @Test
  void pause_sessionsThatNeverWorked_holdBackIdentifyHoweverLongTheyTook() {
    for (int i = 0; i < 12; i++) {
      pace.identified();
      clock.advance(Duration.ofSeconds(90));
      pace.sessionLost();
    }

    assertThat(pace.pause(false)).isBetween(Duration.ofMinutes(5), Duration.ofMinutes(10));
  }

  @Test
  void sessionLost_toldTwice_countsOnce() {
    pace.identified();
    pace.sessionLost();
    pace.sessionLost();
    pace.sessionLost();

    assertThat(pace.pause(false)).isLessThanOrEqualTo(Duration.ofMillis(100));
  }

  /// A server that ends each session at once must not use up a day's budget.
  @Test
  void pause_everySessionEndsAtOnce_keepsADayBelowTheBudget() {
    int identifies = 0;
    Duration day = Duration.ofDays(1);
    for (Duration spent = Duration.ZERO; spent.compareTo(day) < 0; identifies++) {
      sessions(1, Duration.ZERO);
      spent = spent.plus(pace.pause(false));
    }
    assertThat(identifies).isLessThan(350);
  }

  private void sessions(int count, Duration length) {
    for (int i = 0; i < count; i++) {
      pace.identified();
      pace.connected();
      clock.advance(length);
      pace.sessionLost();
    }
  }
}
