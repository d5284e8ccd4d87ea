package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether the events of many bots all reach as many readers, and what that costs, in one run.
final class FanoutBenchmark implements Benchmark {
  private static final String SIDE = "botswain";
  private static final String CPU = "s CPU per 100,000 events";
  private static final String P99 = "ms, p99";
  private static final Duration LATE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public String description() {
    return "events of many bots, stored, and read by one SSE reader a bot; whichever core";
  }

  @Override
  public Map<String, Integer> options() {
    return Map.of("bots", 1000, "rate", 5000, "seconds", 60, "warmup", 20);
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    var side = new Botswain(bench);
    Sides.ready(findings, side);
    int bots = bench.pick(bench.option(this, "bots"), 50);
    int rate = bench.pick(bench.option(this, "rate"), 500);
    int seconds = bench.pick(bench.option(this, "seconds"), 3);
    Path data = bench.newFolder("data");
    try (var http = new Http();
        var sim = side.sim(bots, 50, 0);
        var server = side.start(sim.url(), Place.ANY, data, Map.of());
        var readers = new StreamReaders(server.url())) {
      var control = new SimControl(http, sim.url());
      List<Bot> all = control.bots();
      readers.open(Logins.of(http, server.url(), all).sessions());
      int warmup = bench.pick(bench.option(this, "warmup"), 1);
      blast(control, readers, rate, rate * warmup, all);
      double before = server.tree().cpuSeconds();
      int total = rate * seconds;
      Latencies latencies = blast(control, readers, rate, total, all);
      double cpu = server.tree().cpuSeconds() - before;
      findings.note(latencies + ".");
      String what = String.format(Locale.ROOT, "%,d bots, %,d events/s", bots, rate);
      findings.add(what, "ms, p50", SIDE, latencies.within(0.5));
      findings.add(what, P99, SIDE, latencies.within(0.99));
      findings.add(what, "ms, p99.9", SIDE, latencies.within(0.999));
      findings.add(what, CPU, SIDE, cpu * 100_000 / total);
      findings.add(what, "MiB RSS", SIDE, server.tree().rssKib() / 1024.0);
      findings.limit(5, what, P99, SIDE);
      findings.limit(4, what, CPU, SIDE);
    } finally {
      Folders.delete(data);
    }
  }

  private static Latencies blast(
      SimControl control, StreamReaders readers, int rate, int total, List<Bot> bots)
      throws IOException, InterruptedException {
    var latencies = new Latencies(total);
    if (total > 0) {
      readers.measure(latencies);
      control.blast(total, rate, bots);
      if (!latencies.awaitAll(LATE)) {
        throw new IOException("events are missing: " + latencies);
      }
    }
    return latencies;
  }
}
