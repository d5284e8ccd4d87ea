package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// How long an event takes from the sim to its reader.
final class LatencyBenchmark implements Benchmark {
  private static final List<Double> PERCENTILES = List.of(50.0, 99.0, 99.9);
  private static final String STREAMS = "server-sent events";
  private static final String WEBHOOKS = "webhooks";
  private static final Duration LATE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "latency";
  }

  @Override
  public String description() {
    return "time from the sim's sending a message to its arrival, over 1,000 bots with one reader"
        + " each; one core";
  }

  /// One way to read events, with its own bots, so that the sim can talk to it alone.
  private record Reader(String name, List<Bot> bots, Consumer<Latencies> measuring) {}

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    var side = new Botswain(bench);
    Sides.ready(findings, side);
    int seconds = bench.pick(30, 3);
    List<Integer> rates = bench.pick(List.of(1000, 5000), List.of(500, 1000));
    var settings = Map.of("BOTSWAIN_WEBHOOK_ALLOW_PRIVATE", "loopback");
    try (var http = new Http();
        var sim = side.sim(bench.pick(2000, 100), 50, 0);
        var server = side.start(sim.url(), Place.OWN, bench.newFolder("data"), settings);
        var streams = new StreamReaders(server.url());
        var webhooks = new WebhookCounter()) {
      var control = new SimControl(http, sim.url());
      List<Bot> all = control.bots();
      List<String> sessions = Logins.of(http, server.url(), all).sessions();
      int half = all.size() / 2;
      streams.open(sessions.subList(0, half));
      webhooks.register(http, server.url(), sessions.subList(half, all.size()));
      var readers =
          List.of(
              new Reader(STREAMS, all.subList(0, half), streams::measure),
              new Reader(WEBHOOKS, all.subList(half, all.size()), webhooks::measure));
      for (int run = -1; run < bench.pick(3, 1); run++) {
        for (int rate : rates) {
          for (Reader reader : readers) {
            Latencies latencies = measure(control, reader, rate, rate * seconds);
            if (run >= 0) {
              add(findings, what(rate), reader.name(), latencies);
            }
          }
        }
      }
    }
    for (int rate : rates) {
      findings.limit(5, what(rate), unit(99), STREAMS);
      findings.limit(5, what(rate), unit(99), WEBHOOKS);
    }
    findings.note(
        "The sim sends what is due every 5 ms and tells the time in whole milliseconds, so that"
            + " figures are up to 1 ms too high. It and the readers share the other cores.");
  }

  private static Latencies measure(SimControl control, Reader reader, int rate, int total)
      throws IOException, InterruptedException {
    var latencies = new Latencies(total);
    reader.measuring().accept(latencies);
    control.blast(total, rate, reader.bots());
    if (!latencies.awaitAll(LATE)) {
      throw new IOException(reader.name() + ": events are missing: " + latencies);
    }
    return latencies;
  }

  private static void add(Findings findings, String what, String reader, Latencies latencies) {
    for (double percentile : PERCENTILES) {
      findings.add(what, unit(percentile), reader, latencies.within(percentile / 100));
    }
  }

  private static String unit(double percentile) {
    return "ms, p" + String.valueOf(percentile).replace(".0", "");
  }

  private static String what(int rate) {
    return String.format(Locale.ROOT, "%,d events/s", rate);
  }
}
