package dev.botswain.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.error.RequestRefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PatienceTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=5 | 5",
        "WAIT=5 | 5",
        "wait = \"5\" | 5",
        "respond-async, wait=5 | 5",
        "wait=5; foo | 5",
        "wait=0 | 0",
        "wait=600 | 30",
        "wait=999999999 | 30",
        "wait=99999999999999999999 | 30",
        "wait=005, x | 5",
        "return=minimal; wait=abc, wait=7 | 7",
      })
  void of_waitPreferred_isThatButNoMoreThanTheServers(String prefer, int seconds) {
    var patience = Patience.of(prefer, LONGEST);

    assertThat(patience.most()).isEqualTo(Duration.ofSeconds(seconds));
    assertThat(patience.applied()).isEqualTo("wait=" + seconds);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "wait",
        "wait=",
        "wait=-1",
        "wait=1.5",
        "wait=abc",
        "wait = \"x\"",
        "x, WAIT=5s; y",
        "wait=5 6"
      })
  void of_waitThatIsNoTime_isRefused(String prefer) {
    assertThatThrownBy(() -> Patience.of(prefer, LONGEST))
        .isInstanceOf(RequestRefusedException.class)
        .hasMessage("Prefer must say wait in whole seconds, such as wait=5");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "await=5", "x", "respond-async", "waiting=abc"})
  void of_somethingElse_isIgnored(String prefer) {
    assertThat(Patience.of(prefer, LONGEST)).isEqualTo(new Patience(LONGEST, null));
  }

  @Test
  void of_nothing_isTheServers() {
    assertThat(Patience.of(null, LONGEST)).isEqualTo(new Patience(LONGEST, null));
  }
}
