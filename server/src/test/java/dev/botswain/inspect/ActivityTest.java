package dev.botswain.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.inspect.Activity.Kind;
import dev.botswain.inspect.Activity.Scale;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ActivityTest {
  private final AtomicLong nanos = new AtomicLong(-7);
  private final Activity activity = new Activity(nanos::get);

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  @Test
  void counts_ofNothing_areZeros() {
    assertThat(activity.counts(Scale.FINE, Kind.EVENTS)).hasSize(30).containsOnly(0);
    assertThat(activity.counts(Scale.COARSE, Kind.ERRORS)).hasSize(60).containsOnly(0);
  }

  @Test
  void events_ofTwoSteps_areCountedApartTheNewestLast() {
    activity.event();
    pass(Duration.ofSeconds(12));
    activity.event();
    activity.event();

    assertThat(activity.counts(Scale.FINE, Kind.EVENTS)).endsWith(0, 1, 2);
    assertThat(activity.counts(Scale.COARSE, Kind.EVENTS)).endsWith(0, 3);
    assertThat(activity.sinceStep(Scale.FINE)).isEqualTo(Duration.ofSeconds(2));
    assertThat(activity.age()).isEqualTo(Duration.ofSeconds(12));
  }

  @Test
  void requests_byStatus_areLimitedOrErrorsOrNeither() {
    for (int status : new int[] {200, 204, 304, 429, 400, 404, 503, 0}) {
      activity.request(status);
    }

    assertThat(activity.counts(Scale.FINE, Kind.REQUESTS)).endsWith(8);
    assertThat(activity.counts(Scale.FINE, Kind.LIMITED)).endsWith(1);
    assertThat(activity.counts(Scale.FINE, Kind.ERRORS)).endsWith(4);
    assertThat(activity.counts(Scale.FINE, Kind.EVENTS)).containsOnly(0);
  }

  @Test
  void events_olderThanTheFineSteps_areInTheCoarseOnesOnly() {
    activity.event();
    pass(Duration.ofSeconds(299));
    assertThat(activity.counts(Scale.FINE, Kind.EVENTS)).startsWith(1, 0);

    pass(Duration.ofSeconds(1));
    assertThat(activity.counts(Scale.FINE, Kind.EVENTS)).containsOnly(0);
    assertThat(Arrays.stream(activity.counts(Scale.COARSE, Kind.EVENTS)).sum()).isEqualTo(1);

    pass(Duration.ofDays(400));
    assertThat(activity.counts(Scale.COARSE, Kind.EVENTS)).containsOnly(0);
    activity.event();
    assertThat(activity.counts(Scale.COARSE, Kind.EVENTS)).endsWith(0, 1);
  }
}
