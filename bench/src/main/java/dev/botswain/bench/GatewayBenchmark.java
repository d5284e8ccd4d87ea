package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// The cost of an event on its way through the relay's gateway.
final class GatewayBenchmark implements Benchmark {
  private static final Duration LATE = Duration.ofSeconds(60);

  @Override
  public String name() {
    return "gateway";
  }

  @Override
  public String description() {
    return "events to libraries that are connected to the relay's gateway, one for each of 100"
        + " bots; one core";
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    var botswain = new Botswain(bench);
    Sides.ready(findings, botswain);
    int bots = bench.pick(100, 10);
    int paced = bench.pick(1000, 200);
    int total = bench.pick(30_000, 1000);
    try (var http = new Http();
        var sim = botswain.sim(bots, 50, 0);
        var server = botswain.start(sim.url(), Place.OWN)) {
      var control = new SimControl(http, sim.url());
      List<Bot> all = control.bots();
      List<String> sessions = Logins.of(http, server.url(), all).sessions();
      try (var clients = GatewayClients.connect(server.url(), sessions)) {
        for (int run = -1; run < bench.pick(5, 1); run++) {
          var measured = run < 0 ? new Findings() : findings;
          measure(measured, control, server, clients, all, total, paced);
          measure(measured, control, server, clients, all, total, 1_000_000);
        }
      }
    }
    findings.note(
        "\"As fast as they come\" is the sim's and the clients' limit as well, which share the"
            + " other cores.");
  }

  private static void measure(
      Findings findings,
      SimControl control,
      Launched server,
      GatewayClients clients,
      List<Bot> bots,
      int total,
      int rate)
      throws IOException, InterruptedException {
    String what =
        rate == 1_000_000
            ? "as fast as they come"
            : String.format(Locale.ROOT, "%,d events/s", rate);
    var latencies = new Latencies(total);
    clients.measure(latencies);
    double before = server.tree().cpuSeconds();
    long begin = System.nanoTime();
    control.blast(total, rate, bots);
    if (!latencies.awaitAll(LATE)) {
      throw new IOException("events are missing: " + latencies);
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    double cpu = server.tree().cpuSeconds() - before;
    findings.add(what, "events/s", "botswain", total / seconds);
    findings.add(what, "s CPU for 100,000", "botswain", cpu * 100_000 / total);
    findings.add(what, "ms, p50", "botswain", latencies.within(0.5));
    findings.add(what, "ms, p99", "botswain", latencies.within(0.99));
  }
}
