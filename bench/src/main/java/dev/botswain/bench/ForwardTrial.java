package dev.botswain.bench;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/// What it costs to ask a node that does not own the bot.
final class ForwardTrial {
  private static final double GOAL_MS = 0.3;

  private ForwardTrial() {}

  static void run(Trial trial, Findings findings, Duration time) throws Exception {
    Nodes nodes = trial.nodes();
    Node owner = Objects.requireNonNull(nodes.owner(trial.bots().getFirst()));
    Node other = nodes.all().stream().filter(node -> node != owner).findFirst().orElseThrow();
    String session = trial.sessions().getFirst();
    var vertx = Vertx.vertx();
    try {
      for (int run = 0; run < 3; run++) {
        measure(vertx, findings, "owner", owner, session, time);
        measure(vertx, findings, "other node", other, session, time);
      }
    } finally {
      vertx.close();
    }
    for (String unit : List.of("ms, p50", "ms, p99")) {
      double added = median(findings, unit, "other node") - median(findings, unit, "owner");
      findings.add("a read through another node", unit + " more", HealTrial.SIDE, added);
    }
    findings.limit(GOAL_MS, "a read through another node", "ms, p50 more", HealTrial.SIDE);
  }

  private static double median(Findings findings, String unit, String side) {
    return findings.median("a read", unit, side).orElseThrow();
  }

  private static void measure(
      Vertx vertx, Findings findings, String side, Node node, String session, Duration time)
      throws Exception {
    HttpLoad.Outcome outcome =
        HttpLoad.run(
            vertx, node.url() + "/api/channels", List.of("Authorization: " + session), 1, time);
    findings.add("a read", "ms, p50", side, outcome.millis(50));
    findings.add("a read", "ms, p99", side, outcome.millis(99));
  }
}
