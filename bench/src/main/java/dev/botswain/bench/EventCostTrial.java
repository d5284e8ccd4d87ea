package dev.botswain.bench;

import java.io.IOException;
import java.time.Duration;

/// What an event costs a node with PostgreSQL, and one with a file, in turn.
final class EventCostTrial {
  private static final String WHAT = "100,000 messages, each read by one reader";
  private static final String CPU = "s CPU of the node";
  private static final Duration LATE = Duration.ofSeconds(60);

  private EventCostTrial() {}

  static void run(Bench bench, Findings findings, int bots, int messages, int rate, int runs)
      throws Exception {
    try (var file = Trial.start(bench, bots, 1, false, false);
        var postgres = Trial.start(bench, bots, 1, true, false);
        var readers = new StreamReaders(file.nodes().fronts().getFirst());
        var others = new StreamReaders(postgres.nodes().fronts().getFirst())) {
      readers.open(file.sessions());
      others.open(postgres.sessions());
      for (int run = -1; run < runs; run++) {
        measure(findings, "sqlite", file, readers, messages, rate, run >= 0);
        measure(findings, HealTrial.SIDE, postgres, others, messages, rate, run >= 0);
      }
    }
    findings.atMost(1, "sqlite", WHAT, CPU);
  }

  private static void measure(
      Findings findings,
      String side,
      Trial trial,
      StreamReaders readers,
      int messages,
      int rate,
      boolean counts)
      throws IOException, InterruptedException {
    var latencies = new Latencies(messages);
    readers.measure(latencies);
    ProcessTree node = trial.nodes().all().getFirst().process().tree();
    double before = node.cpuSeconds();
    trial.nodes().sim().blast(messages, rate, trial.bots());
    if (!latencies.awaitAll(LATE)) {
      throw new IOException("events are missing: " + latencies);
    }
    if (counts) {
      findings.add(WHAT, CPU, side, (node.cpuSeconds() - before) * 100_000 / messages);
      findings.add(WHAT, "ms from the sim to the reader, p50", side, latencies.within(0.5));
      findings.add(WHAT, "ms from the sim to the reader, p99", side, latencies.within(0.99));
    }
  }
}
