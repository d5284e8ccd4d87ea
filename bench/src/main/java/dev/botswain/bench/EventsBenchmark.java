package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What an event costs on its way to a reader.
final class EventsBenchmark implements Benchmark {
  private static final String WHAT = "100,000 messages";
  private static final String CPU = "s CPU";
  private static final Duration LATE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "events";
  }

  @Override
  public String description() {
    return "CPU for 100,000 MESSAGE_CREATE at 5,000 a second over 1,000 bots; botswain writes each to its"
        + " log and to a reader, the others do nothing with them; one core";
  }

  /// A side at work with bots of its own, so that the sim can talk to one side alone.
  private record Listener(Side side, Launched running, List<Bot> bots) {}

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    int bots = bench.pick(1000, 50);
    List<Side> sides = Sides.services(bench, findings);
    var listeners = new ArrayList<Listener>();
    try (var http = new Http();
        var sim = new Botswain(bench).sim(bots * sides.size(), 50, 0)) {
      var control = new SimControl(http, sim.url());
      List<Bot> all = control.bots();
      List<String> sessions = List.of();
      String server = "";
      for (Side side : sides) {
        int from = listeners.size() * bots;
        Launched running = side.start(sim.url(), Place.OWN);
        var listener = new Listener(side, running, all.subList(from, from + bots));
        listeners.add(listener);
        Logins logins = Logins.of(http, running.url(), listener.bots());
        if (side instanceof Botswain) {
          sessions = logins.sessions();
          server = running.url();
        }
      }
      try (var readers = new StreamReaders(server)) {
        readers.open(sessions);
        for (int run = -1; run < bench.pick(5, 2); run++) {
          for (Listener listener : listeners) {
            measure(bench, findings, control, listener, readers, run >= 0);
          }
        }
      }
    } finally {
      listeners.forEach(listener -> listener.running().close());
    }
    findings.atMost(0.5, "original", WHAT, CPU);
  }

  private static void measure(
      Bench bench,
      Findings findings,
      SimControl control,
      Listener listener,
      StreamReaders readers,
      boolean counts)
      throws IOException, InterruptedException {
    int total = bench.pick(100_000, 2000);
    var latencies = new Latencies(total);
    readers.measure(latencies);
    double before = listener.running().tree().cpuSeconds();
    control.blast(total, bench.pick(5000, 1000), listener.bots());
    if (listener.side() instanceof Botswain && !latencies.awaitAll(LATE)) {
      throw new IOException("events are missing: " + latencies);
    }
    double cpu = listener.running().tree().cpuSeconds() - before;
    if (counts) {
      findings.add(WHAT, CPU, listener.side().name(), cpu * 100_000 / total);
      findings.add(
          "RSS by then",
          "MiB",
          listener.side().name(),
          listener.running().tree().rssKib() / 1024.0);
    }
  }
}
