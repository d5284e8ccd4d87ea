package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/// How long an event is under way.
final class LatencyBenchmark implements Benchmark {
  private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);
  private static final String STREAMS = "server-sent events";
  private static final Duration LATE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String description() {
    return "time from the sim's sending a message to a reader's having it, over 1,000 bots; one core";
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    var side = new Botswain(bench);
    Sides.ready(findings, side);
    int seconds = bench.pick(30, 3);
    List<Integer> rates = bench.pick(List.of(1000, 5000), List.of(500, 1000));
    try (var http = new Http();
        var sim = side.sim(bench.pick(1000, 50), 50, 0);
        var server = side.start(sim.url(), Place.OWN)) {
      var control = new SimControl(http, sim.url());
      List<Bot> bots = control.bots();
      List<String> sessions = Logins.of(http, server.url(), bots).sessions();
      try (var readers = new StreamReaders(server.url())) {
        readers.open(sessions);
        for (int run = -1; run < bench.pick(3, 1); run++) {
          for (int rate : rates) {
            Latencies latencies = measure(control, bots, readers, rate, rate * seconds);
            if (run >= 0) {
              for (double percentile : PERCENTILES) {
                findings.add(
                    what(rate), unit(percentile), STREAMS, latencies.within(percentile / 100));
              }
            }
          }
        }
      }
    }
    for (int rate : rates) {
      findings.limit(5, what(rate), unit(99), STREAMS);
    }
    findings.note(
        "The sim sends what is due every 5 ms and tells the time in whole milliseconds, so that figures are up to 1 ms too high. It and the readers share the other cores.");
  }

  private static Latencies measure(
      SimControl control, List<Bot> bots, StreamReaders readers, int rate, int total)
      throws IOException, InterruptedException {
    var latencies = new Latencies(total);
    readers.measure(latencies);
    control.blast(total, rate, bots);
    if (!latencies.awaitAll(LATE)) {
      throw new IOException("events are missing: " + latencies);
    }
    return latencies;
  }

  private static String unit(double percentile) {
    return "ms, p" + String.valueOf(percentile).replace(".0", "");
  }

  private static String what(int rate) {
    return "%,d events/s".formatted(rate);
  }
}
