package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.MovableTimers;
import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
  private static final RandomGenerator HALF = () -> Long.MIN_VALUE;

  private final MovableTimers timers = new MovableTimers();
  private int beats;
  private int deaths;
  private final Heartbeat heartbeat = new Heartbeat(timers.vertx, () -> beats++, () -> deaths++);

  @Test
  void start_firstBeat_comesAtARandomMomentOfTheFirstInterval() {
    heartbeat.start(1_000, HALF);

    timers.advance(Duration.ofMillis(499));
    assertThat(beats).isZero();
    timers.advance(Duration.ofMillis(1));
    assertThat(beats).isEqualTo(1);
  }

  @Test
  void start_anyRandomNumber_beatsWithinTheFirstInterval() {
    var random = new Random(1);
    for (int i = 1; i <= 200; i++) {
      heartbeat.start(1_000, random);
      timers.advance(Duration.ofMillis(1_000));
      assertThat(beats).isEqualTo(i);
      heartbeat.acknowledged();
      heartbeat.stop();
    }
  }

  @Test
  void beat_eachAnswered_goesOnAtTheInterval() {
    heartbeat.start(1_000, HALF);
    timers.advance(Duration.ofMillis(500));
    for (int i = 1; i < 100; i++) {
      assertThat(beats).isEqualTo(i);
      heartbeat.acknowledged();
      timers.advance(Duration.ofMillis(1_000));
    }
    assertThat(deaths).isZero();
  }

  @Test
  void beat_beforeNotAnswered_isDeadOnceAndSilent() {
    heartbeat.start(1_000, HALF);
    timers.advance(Duration.ofMillis(1_499));
    assertThat(deaths).isZero();
    timers.advance(Duration.ofMillis(1));
    assertThat(deaths).isEqualTo(1);
    assertThat(beats).isEqualTo(1);

    timers.advance(Duration.ofHours(1));
    assertThat(deaths).isEqualTo(1);
    assertThat(timers.waiting()).isZero();
  }

  @Test
  void stop_beforeAndAfterTheFirstBeat_leavesNoTimer() {
    heartbeat.start(1_000, HALF);
    heartbeat.stop();
    assertThat(timers.waiting()).isZero();

    heartbeat.start(1_000, HALF);
    timers.advance(Duration.ofMillis(700));
    heartbeat.stop();
    heartbeat.stop();
    assertThat(timers.waiting()).isZero();
    timers.advance(Duration.ofHours(1));
    assertThat(beats).isEqualTo(1);
  }

  @Test
  void start_intervalOfZeroOrLess_isNoBusyLoop() {
    for (long interval : new long[] {0, -1, Long.MIN_VALUE, 1}) {
      beats = 0;
      heartbeat.start(interval, HALF);
      for (int i = 0; i < 100; i++) {
        timers.advance(Duration.ofMillis(10));
        heartbeat.acknowledged();
      }
      assertThat(beats).isBetween(9, 11);
    }
  }

  @Test
  void start_endlessInterval_stillBeats() {
    heartbeat.start(Long.MAX_VALUE, HALF);
    timers.advance(Duration.ofMinutes(10));

    assertThat(beats).isEqualTo(1);
  }

  @Test
  void acknowledged_answerNobodyWaitsFor_measuresNothing() {
    assertThat(heartbeat.acknowledged()).isEqualTo(-1);
    heartbeat.start(1_000, HALF);
    timers.advance(Duration.ofMillis(500));
    assertThat(heartbeat.acknowledged()).isBetween(0L, 60_000_000_000L);
    assertThat(heartbeat.acknowledged()).isEqualTo(-1);
  }
}
