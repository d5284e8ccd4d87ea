package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.SimControl.Bot;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/// How long an event is under way.
final class LatencyBenchmark implements Benchmark {
  private static final double[] PERCENTILES = {50, 99, 99.9};
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
    var vertx = Vertx.vertx();
    try (var http = new Http();
        var sim = side.sim(bench.pick(1000, 50), 50, 0);
        var server = side.start(sim.url(), Place.OWN)) {
      var control = new SimControl(http, sim.url());
      List<Bot> bots = control.bots();
      List<String> sessions = Logins.of(http, server.url(), bots).sessions();
      try (var readers = EventReaders.open(vertx, server.url(), sessions)) {
        for (int run = -1; run < bench.pick(3, 1); run++) {
          for (int rate : rates) {
            readers.arrivals().reset();
            control.blast((long) rate * seconds, rate, bots);
            readers.arrivals().await((long) rate * seconds, LATE);
            for (double percentile : PERCENTILES) {
              if (run >= 0) {
                findings.add(
                    what(rate),
                    "ms, p" + Figures.readable(percentile),
                    "server-sent events",
                    readers.arrivals().millis(percentile));
              }
            }
          }
        }
      }
    } finally {
      vertx.close();
    }
    for (int rate : rates) {
      findings.limit(5, what(rate), "ms, p99.0", "server-sent events");
    }
    findings.note(
        "The sim sends what is due every 5 ms and tells the time in whole milliseconds, so that figures are up to 1 ms too high. It and the readers share the other cores.");
  }

  private static String what(int rate) {
    return "%,d events/s".formatted(rate);
  }
}
