package dev.botswain.store.postgres;

import static dev.botswain.store.Samples.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.AuditFilter.Run;
import dev.botswain.store.ProcessStore;
import dev.botswain.store.ProcessStore.Invalid;
import dev.botswain.store.ProcessStore.Others;
import dev.botswain.store.ProcessStore.Rejected;
import dev.botswain.store.ProcessStore.Report;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PostgresProcessesTest {
  private final Postgres postgres = Postgres.create();
  private final List<TestProcess> all = new ArrayList<>();

  private final class TestProcess {
    final PostgresStore store =
        PostgresStore.open(
            DatabaseUrl.of(postgres.url()), PostgresStoreTest.KEY, Clock.systemUTC());
    final ProcessStore processes = store.processes();
    final int number = await(processes.enter());
    final String egress;

    TestProcess(String egress) {
      this.egress = egress;
      all.add(this);
    }

    Run run() {
      return new Run(number, 1_000 + number);
    }

    Others tell(Map<String, Integer> invalid, List<Rejected> rejected, Map<String, Long> used) {
      return await(processes.exchange(new Report(number, run(), egress, invalid, rejected, used)));
    }

    Others tell(Map<String, Integer> invalid) {
      return tell(invalid, List.of(), Map.of());
    }

    Others ask() {
      return tell(Map.of());
    }
  }

  @AfterEach
  void close() {
    all.forEach(process -> process.store.close());
    postgres.close();
  }

  private static int sum(Others others) {
    return others.invalid().stream().mapToInt(Invalid::count).sum();
  }

  @Test
  void invalidRequests_ofThreeProcesses_countTogether_alsoOfOneThatDied() {
    var three = IntStream.range(0, 3).mapToObj(_ -> new TestProcess("default")).toList();
    for (int i = 0; i < 10; i++) {
      three.get(0).tell(Map.of("a", 30, "b", 4));
      three.get(1).tell(Map.of("a", 33));
      three.get(2).tell(Map.of("", 33));
    }

    assertThat(three.stream().map(process -> sum(process.ask()))).containsExactly(660, 670, 670);
    assertThat(three.get(2).ask().invalid())
        .allSatisfy(one -> assertThat(one.age()).isBetween(0, 2))
        .extracting(Invalid::bot)
        .contains("a", "b")
        .doesNotContain("");
    three.get(0).store.close();
    postgres.execute("UPDATE processes SET seen = now() - interval '1 minute' WHERE number = 0");
    var successor = new TestProcess("default");
    assertThat(sum(successor.ask())).isEqualTo(1_000);
    assertThat(new TestProcess("other address").ask().invalid()).isEmpty();
  }

  @Test
  void invalidRequests_grownOld_countNoMore() {
    var here = new TestProcess("default");
    var there = new TestProcess("default");
    there.tell(Map.of("a", 5));
    postgres.execute("UPDATE egress_counts SET slot = slot - 20");
    assertThat(here.ask().invalid()).allSatisfy(one -> assertThat(one.age()).isBetween(20, 21));
    postgres.execute("UPDATE egress_counts SET slot = slot - 2");

    assertThat(here.ask().invalid()).isEmpty();
    new TestProcess("default").ask();
    assertThat(count("egress_counts")).isZero();
  }

  private int count(String table) {
    try (var connection = postgres.connect();
        var rows = connection.createStatement().executeQuery("SELECT count(*) FROM " + table)) {
      rows.next();
      return rows.getInt(1);
    } catch (java.sql.SQLException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void rejectedToken_isToldEachOtherOnce() {
    var here = new TestProcess("default");
    var there = new TestProcess("other address");
    var first = new Rejected("aa", "192.0.2.1", Duration.ofMinutes(2));
    here.tell(Map.of(), List.of(first, new Rejected("bb", null, Duration.ZERO)), Map.of());

    List<Rejected> told = there.ask().rejected();
    assertThat(told).extracting(Rejected::hash).containsExactly("aa", "bb");
    assertThat(told.getFirst().network()).isEqualTo("192.0.2.1");
    assertThat(told.getFirst().age()).isBetween(Duration.ofMinutes(2), Duration.ofMinutes(3));
    assertThat(told.getLast().network()).isNull();
    assertThat(there.ask().rejected()).isEmpty();
    assertThat(here.ask().rejected()).isEmpty();
    there.tell(Map.of(), List.of(first), Map.of());
    assertThat(here.ask().rejected()).hasSize(1);
    assertThat(new TestProcess("default").ask().rejected()).hasSize(3);
  }

  @Test
  void runsAndUse_areOfThoseThatAreAlive() {
    var here = new TestProcess("default");
    var there = new TestProcess("default");
    assertThat(here.number).isNotEqualTo(there.number);
    there.tell(Map.of(), List.of(), Map.of("a bots", 3L, "b bots", 1L));
    var third = new TestProcess("default");
    third.tell(Map.of(), List.of(), Map.of("a bots", 4L));

    Others others = here.tell(Map.of(), List.of(), Map.of("a bots", 100L));
    assertThat(others.runs()).containsExactlyInAnyOrder(here.run(), there.run(), third.run());
    assertThat(others.used()).isEqualTo(Map.of("a bots", 7L, "b bots", 1L));
    postgres.execute(
        "UPDATE processes SET seen = now() - interval '31 seconds' WHERE number = " + third.number);
    assertThat(here.ask().runs()).containsExactlyInAnyOrder(here.run(), there.run());
    assertThat(here.ask().used()).containsEntry("a bots", 3L);
  }
}
