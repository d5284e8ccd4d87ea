package dev.botswain.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Whether events are lost, repeated wrongly or put out of order by deaths at any moment.
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
  public void run(Map<String, Integer> options) throws Exception {
    int chosen = options.getOrDefault("seed", 0);
    int seed = chosen == 0 ? RandomGenerator.getDefault().nextInt(1, 1_000_000_000) : chosen;
    System.out.println("  seed=" + seed);
    Path folder = Files.createTempDirectory("botswain-kill");
    KillReport report =
        KillRun.run(
            folder,
            options.getOrDefault("kills", 0),
            Duration.ofSeconds(options.getOrDefault("seconds", 0)),
            options.getOrDefault("rate", 0),
            seed);
    System.out.print(report.toString().indent(2));
    if (!report.complaints().isEmpty()) {
      throw new IllegalStateException(
          "what was promised does not hold; log and data are in " + folder);
    }
    Folders.delete(folder);
  }
}
