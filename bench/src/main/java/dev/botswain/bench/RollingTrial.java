package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LongSummaryStatistics;
import org.HdrHistogram.Histogram;

/// What a rolling restart costs the bots: how long each is away from Discord when it moves, and
/// whether anything is lost. And how evenly bots are spread after it.
final class RollingTrial {
  private static final double GOAL_MS = 1_000;
  private static final double SPREAD_PERCENT = 10;

  private RollingTrial() {}

  static void run(Trial trial, Findings findings) throws Exception {
    Nodes nodes = trial.nodes();
    String what = "rolling restart, %s bots".formatted(trial.bots().size());
    nodes.awaitSettled();
    spread(nodes, findings, "spread after the logins");
    long identifies = nodes.sim().stats().path("identifies").asLong();
    int before = nodes.sim().resumes().size();
    long gapsBefore = gaps(nodes);
    long begin = System.nanoTime();
    for (Node node : nodes.all()) {
      Fault.RESTART.begin(nodes, node);
      Fault.RESTART.end(nodes, node);
      nodes.awaitWhole();
      nodes.awaitSettled();
    }
    findings.add(what, "s", HealTrial.SIDE, (System.nanoTime() - begin) / 1e9);
    JsonNode resumes = nodes.sim().resumes();
    Histogram away = Trial.millis();
    for (int i = before; i < resumes.size(); i++) {
      away.recordValue(resumes.path(i).path("awayMs").asLong());
    }
    Trial.add(findings, what, "ms away from Discord", away);
    findings.limit(GOAL_MS, what, "ms away from Discord, p99", HealTrial.SIDE);
    long again = nodes.sim().stats().path("identifies").asLong() - identifies;
    findings.goal(new Goal(what + ": no IDENTIFY", again + " IDENTIFYs", again == 0));
    long gaps = gaps(nodes) - gapsBefore;
    findings.goal(new Goal(what + ": no gap", gaps + " gaps", gaps == 0));
    spread(nodes, findings, "spread after the rolling restart");
  }

  private static long gaps(Nodes nodes) throws Exception {
    return nodes
        .database()
        .ask(Long.class, "SELECT count(*) FROM events WHERE type = 'gap'")
        .getFirst();
  }

  private static void spread(Nodes nodes, Findings findings, String what) throws Exception {
    var bots = new LongSummaryStatistics();
    for (Node node : nodes.all()) {
      bots.accept(nodes.botsOf(node).size());
    }
    double mean = bots.getAverage();
    double off = 100 * Math.max(bots.getMax() - mean, mean - bots.getMin()) / mean;
    findings.add(what, "% from the mean, at most", HealTrial.SIDE, off);
    findings.limit(SPREAD_PERCENT, what, "% from the mean, at most", HealTrial.SIDE);
  }
}
