package dev.botswain.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.store.AuditFilter.Run;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class RunsTest {
  private static final long NOW = 1_900_000_000_000L;

  private static List<Long> some(Runs runs, long millis) {
    var ids = new ArrayList<Long>();
    for (int i = 0; i < 100; i++) {
      ids.add(runs.next(millis));
    }
    return ids;
  }

  @Test
  void ids_ofSeveralProcessesInOneMillisecond_areUniqueAndGrow() {
    var all = new ArrayList<Long>();
    for (int number = 0; number < 3; number++) {
      List<Long> own = some(new Runs(number, 0, NOW), NOW);
      assertThat(own).isSorted().doesNotHaveDuplicates();
      all.addAll(own);
    }

    assertThat(new HashSet<>(all)).hasSize(300);
    assertThat(all).allSatisfy(id -> assertThat(Long.toString(id)).hasSize(18));
  }

  @Test
  void ids_afterAClockWasSetBack_areAboveTheLast() {
    long last = new Runs(3, 0, NOW).next(NOW);
    var later = new Runs(1, last, NOW - 60_000);

    assertThat(later.next(NOW - 60_000)).isGreaterThan(last);
    assertThat(later.next(NOW - 60_000)).isGreaterThanOrEqualTo(later.own().first());
  }

  @Test
  void alive_whateverOthersSay_includesThisRun() {
    var runs = new Runs(3, 0, NOW);
    runs.set(List.of(new Run(7, 1)));

    assertThat(runs.alive()).containsExactly(new Run(7, 1), runs.own());
    runs.set(List.of(runs.own()));
    assertThat(runs.alive()).containsExactly(runs.own());
  }
}
