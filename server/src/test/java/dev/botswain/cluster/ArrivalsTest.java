package dev.botswain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ArrivalsTest {
  private final Arrivals arrivals = new Arrivals();

  @Test
  void settle_unknownBotWhileOthersBeginToMove_waitsForThoseBeforeItAlone() {
    arrivals.begun();
    arrivals.begin(1);
    Future<Boolean> settled = arrivals.settle(0, Duration.ofMinutes(1));
    arrivals.begin(2);
    assertThat(settled.isComplete()).isFalse();
    arrivals.end(1);

    assertThat(settled.result()).isTrue();
    assertThat(arrivals.isMoving(0)).isTrue();
  }

  @Test
  void settle_knownBot_waitsForItAlone() {
    arrivals.begun();
    arrivals.begin(1);
    arrivals.begin(2);
    Future<Boolean> settled = arrivals.settle(1, Duration.ofMinutes(1));
    arrivals.end(1);

    assertThat(settled.result()).isTrue();
  }

  @Test
  void settle_firstBotsUnknown_isFalseAfterATime() {
    Future<Boolean> settled = arrivals.settle(1, Duration.ofMillis(1));

    assertThat(settled.await()).isFalse();
  }

  @Test
  void moved_unknownBot_isOneForAllThatWaitForTheSame() {
    arrivals.begin(1);
    arrivals.begin(2);
    Future<Void> both = arrivals.moved(0);
    assertThat(arrivals.moved(0)).isSameAs(both);

    arrivals.begin(3);
    Future<Void> all = arrivals.moved(0);
    assertThat(all).isNotSameAs(both);
    arrivals.begin(3);
    arrivals.end(2);
    assertThat(arrivals.moved(0)).isSameAs(all);
    arrivals.end(3);
    assertThat(both.isComplete()).isFalse();
    assertThat(all.isComplete()).isFalse();

    arrivals.end(1);
    assertThat(both.succeeded()).isTrue();
    assertThat(all.succeeded()).isTrue();
    arrivals.begin(1);
    assertThat(arrivals.moved(0).isComplete()).isFalse();
  }

  @Test
  void moved_whileAnotherBeginsAnew_completesWhenTheFirstMoveIsOver() {
    arrivals.begin(1);
    arrivals.begin(2);
    Future<Void> both = arrivals.moved(0);
    arrivals.end(1);
    arrivals.begin(1);
    arrivals.end(2);

    assertThat(both.succeeded()).isTrue();
    assertThat(arrivals.count()).isEqualTo(1);
  }
}
