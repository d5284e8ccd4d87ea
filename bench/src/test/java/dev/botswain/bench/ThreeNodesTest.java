package dev.botswain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What readers miss of a server of three nodes, at whatever node they read, while everything
/// happens to its nodes that can happen to one.
class ThreeNodesTest {
  private static final int BOTS = 6;

  /// At each, what was in flight may arrive twice: once from the node that it happened to, when
  /// that goes on, and once from the next owner.
  private static final int GOING_BACK = 2;

  /// Faults that end a process come first, because what its metrics counted ends with it.
  private static final List<Fault> FAULTS =
      List.of(
          Fault.RESTART,
          Fault.KILL,
          Fault.FREEZE,
          Fault.CUT_ALL,
          Fault.CUT_STORE,
          Fault.CUT_NODES,
          Fault.RESTART_STORE);

  @TempDir private Path folder;

  @Test
  void events_whateverHappensToANode_reachEveryReaderOnceAndInOrder() throws Exception {
    try (var run = ClusterRun.start(folder, Nodes.Plan.cuttable(BOTS, 3), 20 * BOTS)) {
      ClusterReport report = run.suffer(FAULTS);

      System.out.println(report);
      assertThat(report.complaints()).as(report.toString()).isEmpty();
      assertThat(report.identifies()).as(report.toString()).isEqualTo(BOTS);
      assertThat(report.goneBack()).isLessThanOrEqualTo(GOING_BACK * FAULTS.size());
      assertThat(report.refusals()).as(report.toString()).isPositive();
    }
  }
}
