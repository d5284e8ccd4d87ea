package dev.botswain.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Whether kills at any moment lose events, repeat them wrongly or change their order.
final class KillBenchmark implements Benchmark {
  @Override
  public String name() {
    return "kill";
  }

  @Override
  public String description() {
    return "what readers miss while the server is killed again and again";
  }

  @Override
  public Map<String, Integer> options() {
    return Map.of("kills", 25, "seconds", 120, "rate", 200, "seed", 0);
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    int chosen = bench.option(this, "seed");
    int seed = chosen == 0 ? RandomGenerator.getDefault().nextInt(1, 1_000_000_000) : chosen;
    findings.note("seed=" + seed + " has it die at the same moments again.");
    Path folder = Files.createTempDirectory("botswain-kill");
    int kills = bench.pick(bench.option(this, "kills"), 3);
    int seconds = bench.pick(bench.option(this, "seconds"), 15);
    int rate = bench.option(this, "rate");
    KillReport report = KillRun.run(folder, kills, Duration.ofSeconds(seconds), rate, seed);
    report.readers().forEach(findings::note);
    findings.add("%s kills".formatted(kills), "IDENTIFYs", "botswain", report.identifies());
    findings.add("%s kills".formatted(kills), "RESUMEs", "botswain", report.resumes());
    int complaints = report.complaints().size();
    findings.goal(
        new Goal(
            "nothing lost, repeated or out of order", complaints + " complaints", complaints == 0));
    if (complaints > 0) {
      report.complaints().forEach(findings::broken);
      findings.note("Log and data are in " + folder + ".");
    } else {
      Folders.delete(folder);
    }
  }
}
