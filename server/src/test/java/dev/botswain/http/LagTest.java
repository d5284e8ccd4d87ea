package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.limit.Limit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Thousands of readers of events that do not read.
class LagTest {
  private static final int EVENT = 200_000;

  private final Memory memory = Memory.of(1 << 20);

  private int behind(String bot, List<Lag> all) {
    for (int i = 0; i < 1_000; i++) {
      var lag = new Lag(memory.answers(), bot);
      if (!lag.grows(EVENT)) {
        break;
      }
      all.add(lag);
    }
    return all.size();
  }

  @Test
  void readers_behind_haveTheShareOfTheirBot() {
    int most = (int) (Limit.ANSWERS.share() / EVENT);
    var one = new ArrayList<Lag>();

    assertThat(behind("1", one)).isBetween(most / 2, most);
    assertThat(behind("2", new ArrayList<>())).isEqualTo(one.size());

    one.forEach(Lag::ends);
    assertThat(behind("1", new ArrayList<>())).isEqualTo(one.size());
  }

  @Test
  void event_longerThanAShare_findsRoom() {
    assertThat(new Lag(memory.answers(), "1").grows(2 * Limit.ANSWERS.share())).isTrue();
  }
}
