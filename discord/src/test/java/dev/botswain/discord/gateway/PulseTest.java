package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class PulseTest {
  private final AtomicLong now = new AtomicLong();
  private final Pulse pulse = new Pulse(InstantSource.system(), now::get);

  @Test
  void longestGap_isThatOfTheLastTwoDays() {
    pulse.heard();
    assertThat(pulse.longestGap()).isZero();

    hearAfter(Duration.ofHours(2));
    hearAfter(Duration.ofHours(23));
    assertThat(pulse.longestGap()).isEqualTo(Duration.ofHours(23));

    for (int hours = 0; hours < 50; hours++) {
      hearAfter(Duration.ofHours(1));
    }
    assertThat(pulse.longestGap()).isEqualTo(Duration.ofHours(1));
    assertThat(pulse.events()).isEqualTo(53);
    assertThat(pulse.activeFor()).isEqualTo(Duration.ofHours(75));
    assertThat(pulse.eventAge()).isZero();
  }

  private void hearAfter(Duration time) {
    now.addAndGet(time.toNanos());
    pulse.heard();
  }
}
