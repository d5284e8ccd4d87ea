package dev.botswain.bot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.bot.ConnectionHistory.Kind;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ConnectionHistoryTest {
  private final AtomicLong now = new AtomicLong();
  private final ConnectionHistory history = new ConnectionHistory(now::get);

  @Test
  void firstSession_isNoIncident() {
    history.began(0);

    assertThat(history.lastDay()).isEmpty();
  }

  @Test
  void incidents_haveTheirAge_andEndAfterADay() {
    history.closed(0, 4000);
    pass(Duration.ofHours(23));
    history.began(0);
    assertThat(history.lastDay())
        .containsExactly(
            new ConnectionHistory.Incident(0, Kind.CLOSED, 4000, Duration.ofHours(23)),
            new ConnectionHistory.Incident(0, Kind.STARTED_ANEW, 0, Duration.ZERO));

    pass(Duration.ofHours(2));

    assertThat(history.lastDay())
        .extracting(ConnectionHistory.Incident::kind)
        .containsExactly(Kind.STARTED_ANEW);
  }

  @Test
  void manyIncidents_keepTheLastOfEachShard() {
    for (int code = 3000; code < 4000; code++) {
      history.closed(0, code);
    }
    history.closed(1, 4009);

    assertThat(history.lastDay()).hasSize(33);
    assertThat(history.lastDay().getFirst().code()).isEqualTo(3968);
    assertThat(history.lastDay().getLast().code()).isEqualTo(4009);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
