package dev.botswain.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.MovableClock;
import dev.botswain.config.SessionsConfig;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {
  private static final Duration IDLE = Duration.ofMinutes(30);
  private static final Duration MOMENT = Duration.ofMillis(1);

  private final MovableClock clock = new MovableClock();
  private final Lifetimes lifetimes = new Lifetimes(clock, clock, new SessionsConfig(IDLE, 1));

  @ParameterizedTest
  @ValueSource(strings = {"-PT1H", "PT0S", "PT1H"})
  void isIdle_whateverTheClockSays_goesByTimeThatPasses(Duration set) {
    Lifetime lifetime = lifetimes.begin(null);
    clock.set(set);

    clock.advance(IDLE.minus(MOMENT));
    assertThat(lifetime.isIdle()).isFalse();
    clock.advance(MOMENT);
    assertThat(lifetime.isIdle()).isTrue();
    lifetime.use();
    assertThat(lifetime.isIdle()).isFalse();
    assertThat(lifetime.lastUsedAt()).isEqualTo(clock.instant());
  }

  @ParameterizedTest
  @ValueSource(strings = {"-PT1H", "PT0S", "PT1H"})
  void isPastEnd_whateverTheClockSays_goesByTimeThatPasses(Duration set) {
    Lifetime lifetime = lifetimes.begin(Duration.ofMinutes(5));
    clock.set(set);

    clock.advance(Duration.ofMinutes(5).minus(MOMENT));
    assertThat(lifetime.isPastEnd()).isFalse();
    clock.advance(MOMENT);
    assertThat(lifetime.isPastEnd()).isTrue();
  }

  @Test
  void restored_hasLeftWhatItHadLeft() {
    Instant used = clock.instant();
    clock.advance(Duration.ofMinutes(20));
    Lifetime lifetime = lifetimes.restore(used, used, used.plus(Duration.ofMinutes(25)));

    clock.advance(Duration.ofMinutes(5).minus(MOMENT));
    assertThat(lifetime.isPastEnd()).isFalse();
    clock.advance(MOMENT);
    assertThat(lifetime.isPastEnd()).isTrue();
    assertThat(lifetime.isIdle()).isFalse();
    clock.advance(Duration.ofMinutes(5));
    assertThat(lifetime.isIdle()).isTrue();
  }

  /// The clock was set back while the server was down.
  @Test
  void restored_fromTheFuture_hasNoMoreLeftThanAtFirst() {
    Instant used = clock.instant();
    clock.set(Duration.ofHours(-1));
    Lifetime lifetime = lifetimes.restore(used, used, used.plus(Duration.ofMinutes(25)));

    clock.advance(Duration.ofMinutes(25));
    assertThat(lifetime.isPastEnd()).isTrue();
    assertThat(lifetime.isIdle()).isFalse();
    clock.advance(Duration.ofMinutes(5));
    assertThat(lifetime.isIdle()).isTrue();
  }

  @Test
  void restored_longAfterItsEnd_isOver() {
    Instant used = Instant.EPOCH;
    Lifetime lifetime = lifetimes.restore(used, used, used.plusSeconds(1));

    assertThat(lifetime.isIdle()).isTrue();
    assertThat(lifetime.isPastEnd()).isTrue();
  }

  @Test
  void begin_forAges_isFine() {
    Lifetime lifetime = lifetimes.begin(Duration.ofDays(1_000_000));

    assertThat(lifetime.isPastEnd()).isFalse();
  }
}
