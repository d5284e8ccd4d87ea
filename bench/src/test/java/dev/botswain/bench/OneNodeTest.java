package dev.botswain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What readers miss of a server with one node while things happen to it.
class OneNodeTest {
  @TempDir private Path folder;

  @Test
  void events_nodeWithAFileRestartedAndKilled_reachEveryReader() throws Exception {
    suffer(false, List.of(Fault.RESTART, Fault.KILL));
  }

  private void suffer(boolean postgres, List<Fault> faults) throws Exception {
    var plan = new Nodes.Plan(2, 1, postgres, true, List.of(), Map.of());
    try (var run = ClusterRun.start(folder, plan, 60)) {
      ClusterReport report = run.suffer(faults);

      assertThat(report.complaints()).as(report.toString()).isEmpty();
      assertThat(report.identifies()).as(report.toString()).isEqualTo(2);
    }
  }
}
