package dev.botswain.bench;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.HdrHistogram.Histogram;

/// How long bots are without a node after something has happened to theirs: until the next one has
/// stored an event of theirs.
final class HealTrial {
  static final String SIDE = "botswain";
  private static final double GOAL_MS = 5_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<Fault> FAULTS =
      List.of(Fault.KILL, Fault.FREEZE, Fault.CUT_ALL, Fault.CUT_STORE);

  private final Nodes nodes;

  private HealTrial(Nodes nodes) {
    this.nodes = nodes;
  }

  /// @param times how often each fault happens, to one node after the other
  static void run(Trial trial, Findings findings, int times) throws Exception {
    Nodes nodes = trial.nodes();
    var heal = new HealTrial(nodes);
    long identifies = nodes.sim().stats().path("identifies").asLong();
    for (Fault fault : FAULTS) {
      Histogram millis = Trial.millis();
      int most = 0;
      for (int i = 0; i < times; i++) {
        Node victim = nodes.all().get(i % nodes.all().size());
        most = Math.max(most, heal.measure(fault, victim, millis));
      }
      String what = "%s, %s times, up to %s bots moved".formatted(fault, times, most);
      Trial.add(findings, what, "ms without a node", millis);
      findings.limit(GOAL_MS, what, "ms without a node, p99", SIDE);
    }
    long again = nodes.sim().stats().path("identifies").asLong() - identifies;
    findings.goal(new Goal("no IDENTIFY through all faults", again + " IDENTIFYs", again == 0));
  }

  /// @return how many bots had to move
  private int measure(Fault fault, Node victim, Histogram into) throws Exception {
    nodes.awaitSettled();
    Set<Long> moving = new HashSet<>(nodes.botsOf(victim));
    long began = System.currentTimeMillis();
    long begin = System.nanoTime();
    fault.begin(nodes, victim);
    Nodes.await(
        fault + ": all resumed elsewhere",
        PATIENCE,
        () -> resumed(moving, began).size() == moving.size());
    resumed(moving, began).forEach(at -> into.recordValue(Math.max(0, at - began)));
    Thread.sleep(fault.length().minusNanos(System.nanoTime() - begin));
    fault.end(nodes, victim);
    nodes.awaitWhole();
    return moving.size();
  }

  /// When each of these bots was first told as resumed, in milliseconds since 1970.
  private List<Long> resumed(Set<Long> bots, long since) throws Exception {
    return nodes
        .database()
        .ask(
            Long.class,
            "SELECT min(time) FROM events WHERE type = 'bot.resumed' AND time >= ? AND bot = ANY(?)"
                + " GROUP BY bot",
            since,
            bots.toArray(Long[]::new));
  }
}
