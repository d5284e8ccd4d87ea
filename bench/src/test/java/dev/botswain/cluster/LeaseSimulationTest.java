package dev.botswain.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// The protocol of several nodes in simulated schedules, and that the simulation finds what is
/// wrong. `./botswain bench lease` runs it for longer.
class LeaseSimulationTest {
  private static final int SCHEDULES = 10_000;

  @Test
  void schedules_withAllGuards_breakNothing() {
    var simulation = new LeaseSimulation(Removed.NONE);

    assertThat(simulation.run(1, SCHEDULES)).as(simulation.summary()).isNull();
    assertThat(simulation.schedules()).isEqualTo(SCHEDULES);
    assertThat(simulation.refusals()).as("stale appends").isPositive();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void schedules_withoutAGuard_breakSomething(Removed guard) {
    assertThat(new LeaseSimulation(guard).run(1, SCHEDULES)).isNotNull();
  }

  @Test
  void schedule_sameSeed_runsTheSame() {
    var one = new LeaseSimulation(Removed.NONE);
    var other = new LeaseSimulation(Removed.NONE);

    one.run(7, 20);
    other.run(7, 20);

    assertThat(one.summary()).isEqualTo(other.summary());
  }
}
