package dev.botswain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.MovableClock;
import dev.botswain.store.EventStore.LogEnds;
import dev.botswain.store.NodeStore.Claim;
import dev.botswain.store.Samples;
import dev.botswain.store.Store;
import dev.botswain.store.memory.MemoryStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Logs that are opened when they are needed.
class EventLogsTest {
  private final Store store = new MemoryStore();
  private final MovableClock clock = new MovableClock();
  private EventLogs logs = logs();

  private EventLogs logs() {
    return new EventLogs(
        store,
        clock,
        new SimpleMeterRegistry(),
        Samples.retention(Duration.ofHours(1), 100, 1 << 20),
        store.events().lastId().await());
  }

  private void append(long bot) {
    logs.of(bot).append("A", "{}".getBytes(StandardCharsets.US_ASCII), null, List.of());
  }

  @Test
  void of_logThatIsNotOpen_isRefused() {
    assertThatThrownBy(() -> logs.of(7)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void open_newLog_beginsAndIsStored() {
    logs.open(List.of(new Claim(7L, 1))).await();
    long begin = logs.of(7).trimmed();

    assertThat(logs.of(7).isEmpty()).isTrue();
    assertThat(store.events().ends(List.of(7L)).await())
        .isEqualTo(Map.of(7L, new LogEnds(begin, begin)));
  }

  @Test
  void open_logOfAnEarlierRun_goesOnWhereItEnded() {
    logs.open(List.of(new Claim(7L, 1), new Claim(8L, 1))).await();
    append(7);
    append(8);
    long last = logs.of(7).last();
    clock.advance(Duration.ofHours(-1));
    logs = logs();
    logs.open(List.of(new Claim(7L, 1))).await();

    assertThat(logs.of(7).last()).isEqualTo(last);
    assertThat(logs.of(7).isEmpty()).isFalse();
    append(7);
    assertThat(logs.of(7).last())
        .isGreaterThan(store.events().ends(List.of(8L)).await().get(8L).last());
  }

  @Test
  void open_logThatIsOpen_isTheSame() {
    logs.open(List.of(new Claim(7L, 1))).await();
    EventLog log = logs.of(7);
    append(7);
    logs.open(List.of(new Claim(7L, 1), new Claim(8L, 1))).await();

    assertThat(logs.of(7)).isSameAs(log);
  }

  @Test
  void trim_logThatIsNotOpen_isTrimmedToo() {
    logs.open(List.of(new Claim(7L, 1))).await();
    append(7);
    long last = logs.of(7).last();
    logs = logs();
    clock.advance(Duration.ofHours(2));
    logs.trim().await();
    logs.open(List.of(new Claim(7L, 1))).await();

    assertThat(logs.of(7).trimmed()).isEqualTo(last);
  }
}
