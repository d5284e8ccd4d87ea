package dev.botswain.bench;

import java.time.Duration;
import java.util.Map;

/// What several nodes on PostgreSQL do when one of them fails, is restarted, or is asked for a bot
/// of another, and what they cost.
final class ClusterBenchmark implements Benchmark {
  private static final int NODES = 3;

  @Override
  public String name() {
    return "cluster";
  }

  @Override
  public String description() {
    return "three nodes on PostgreSQL: how fast bots get over faults, what a rolling restart and"
        + " forwarding cost, and CPU for an event";
  }

  /// Without faults, a rolling restart or events, that part is left out.
  @Override
  public Map<String, Integer> options() {
    return Map.of(
        "faults", 100, "bots", 1500, "rolling", 3000, "frozen", 60, "invalid", 1000, "events",
        100_000);
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    int faults = quick(bench, "faults", 2);
    if (faults > 0) {
      try (var trial = Trial.start(bench, quick(bench, "bots", 60), NODES, true, true)) {
        HealTrial.run(trial, findings, faults);
      }
    }
    int rolling = quick(bench, "rolling", 90);
    if (rolling > 0) {
      try (var trial = Trial.start(bench, rolling, NODES, true, false)) {
        RollingTrial.run(trial, findings);
        int frozen = quick(bench, "frozen", 10);
        FrozenStoreTrial.run(trial, findings, Duration.ofSeconds(frozen), bench.pick(500, 100));
        ForwardTrial.run(trial, findings, Duration.ofSeconds(bench.pick(20, 3)));
        InvalidTrial.run(trial, findings, quick(bench, "invalid", 300));
      }
    }
    int events = quick(bench, "events", 5_000);
    if (events > 0) {
      EventCostTrial.run(
          bench, findings, bench.pick(1000, 50), events, bench.pick(5000, 1000), bench.pick(5, 2));
    }
  }

  /// An option that was set counts in a quick run as well.
  private int quick(Bench bench, String option, int quickly) {
    return bench.options().containsKey(option)
        ? bench.option(this, option)
        : bench.pick(bench.option(this, option), quickly);
  }
}
