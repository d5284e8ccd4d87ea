package dev.botswain.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// What happens while PostgreSQL does not answer: no bot may move, nothing may be lost, and memory
/// must not grow without a bound.
final class FrozenStoreTrial {
  private static final Duration LATE = Duration.ofMinutes(2);
  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  private FrozenStoreTrial() {}

  /// @param rate messages a second, for all bots together
  static void run(Trial trial, Findings findings, Duration frozen, int rate) throws Exception {
    Nodes nodes = trial.nodes();
    String what = "store frozen for %s s".formatted(frozen.toSeconds());
    nodes.awaitSettled();
    List<String> owners = owners(nodes);
    long identifies = nodes.sim().stats().path("identifies").asLong();
    double before = rss(nodes);
    double most = before;
    int messages = (int) (rate * (frozen.toSeconds() + 10));
    try (var readers = new StreamReaders(nodes.fronts().getFirst())) {
      readers.open(trial.sessions());
      var latencies = new Latencies(messages);
      readers.measure(latencies);
      nodes.sim().startBlast(messages, rate, trial.bots());
      nodes.database().freeze();
      for (long second = 0; second < frozen.toSeconds(); second++) {
        Thread.sleep(LOOK_EVERY);
        most = Math.max(most, rss(nodes));
      }
      nodes.database().thaw();
      boolean all = latencies.awaitAll(LATE);
      findings.note(what + ": " + latencies + ".");
      findings.goal(
          new Goal(what + ": every message reaches its reader", latencies.toString(), all));
    }
    boolean stayed = owners(nodes).equals(owners);
    findings.goal(new Goal(what + ": no bot moves", stayed ? "none moved" : "some moved", stayed));
    long again = nodes.sim().stats().path("identifies").asLong() - identifies;
    findings.goal(new Goal(what + ": no IDENTIFY", again + " IDENTIFYs", again == 0));
    findings.add(what, "MiB RSS of all nodes before", HealTrial.SIDE, before);
    findings.add(what, "MiB RSS of all nodes, most", HealTrial.SIDE, most);
  }

  private static List<String> owners(Nodes nodes) throws Exception {
    return nodes
        .database()
        .ask(String.class, "SELECT concat(bot, ' ', node, ' ', epoch) FROM ownership ORDER BY bot");
  }

  private static double rss(Nodes nodes) throws IOException {
    double kib = 0;
    for (Node node : nodes.all()) {
      kib += node.process().tree().rssKib();
    }
    return kib / 1024;
  }
}
