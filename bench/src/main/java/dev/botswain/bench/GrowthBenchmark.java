package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Whether ten times as much costs more than ten times as much.
final class GrowthBenchmark implements Benchmark {
  private static final String SMALL = "as it is";
  private static final String TENFOLD = "tenfold";
  private static final String CPU = "s CPU for 100,000 events";
  private static final String READING = "s CPU for 100,000 events read";
  private static final String MEMORY = "KiB RSS each";
  private static final Duration LATE = Duration.ofSeconds(60);

  /// Above this ratio something grows faster than in proportion; below it, the difference is within
  /// the noise.
  private static final double FLAT = 1.25;

  @Override
  public String name() {
    return "growth";
  }

  @Override
  public String description() {
    return "cost of a bot, an event and a reader, as each grows tenfold; one core";
  }

  /// The amount of everything.
  private record Amount(int bots, int readersEach, int rate, int events) {}

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    var side = new Botswain(bench);
    Sides.ready(findings, side);
    int bots = bench.pick(100, 5);
    int rate = bench.pick(500, 100);
    int events = bench.pick(10_000, 200);
    var usual = new Amount(bots, 1, rate, events);
    for (int run = 0; run < bench.pick(3, 1); run++) {
      compare(findings, side, "a bot", usual, new Amount(bots * 10, 1, rate, events));
      compare(findings, side, "an event", usual, new Amount(bots, 1, rate * 10, events * 10));
      compare(findings, side, "a reader", usual, new Amount(bots, 10, rate, events));
    }
    for (var one :
        List.of(
            List.of("a bot", CPU),
            List.of("a bot", MEMORY),
            List.of("an event", CPU),
            List.of("a reader", READING),
            List.of("a reader", MEMORY))) {
      judge(findings, one.getFirst(), one.getLast());
    }
    findings.note(
        "\"As it is\": %s bots, a reader each, %s events a second. The memory of a bot and of a reader is the RSS that came with them, after two collections of garbage."
            .formatted(bots, rate));
  }

  private static void compare(
      Findings findings, Botswain side, String what, Amount small, Amount tenfold)
      throws IOException, InterruptedException {
    measure(findings, side, what, SMALL, small);
    measure(findings, side, what, TENFOLD, tenfold);
  }

  private static void measure(
      Findings findings, Botswain side, String what, String column, Amount amount)
      throws IOException, InterruptedException {
    try (var http = new Http();
        var sim = side.sim(amount.bots() + 1, 50, 0);
        var server = side.start(sim.url(), Place.OWN);
        var readers = new StreamReaders(server.url())) {
      var control = new SimControl(http, sim.url());
      List<Bot> all = control.bots();
      List<Bot> bots = all.subList(1, all.size());
      Logins.of(http, server.url(), all.subList(0, 1));
      long empty = settledKib(server);
      List<String> sessions = Logins.of(http, server.url(), bots).sessions();
      long loggedIn = settledKib(server);
      var each = new ArrayList<String>();
      for (int i = 0; i < amount.readersEach(); i++) {
        each.addAll(sessions);
      }
      readers.open(each);
      long reading = settledKib(server);
      blast(control, readers, bots, amount);
      double before = server.tree().cpuSeconds();
      blast(control, readers, bots, amount);
      double cpu = (server.tree().cpuSeconds() - before) * 100_000 / amount.events();
      findings.add(what, CPU, column, cpu);
      if (what.equals("a bot")) {
        findings.add(what, MEMORY, column, (double) (loggedIn - empty) / amount.bots());
      }
      if (what.equals("a reader")) {
        findings.add(what, READING, column, cpu / amount.readersEach());
        findings.add(what, MEMORY, column, (double) (reading - loggedIn) / each.size());
      }
    }
  }

  private static void blast(
      SimControl control, StreamReaders readers, List<Bot> bots, Amount amount)
      throws IOException, InterruptedException {
    var latencies = new Latencies(amount.events());
    readers.measure(latencies);
    control.blast(amount.events(), amount.rate(), bots);
    if (!latencies.awaitAll(LATE)) {
      throw new IOException("events are missing: " + latencies);
    }
  }

  private static long settledKib(Launched server) throws IOException, InterruptedException {
    server.collectGarbage();
    return server.tree().rssKib();
  }

  private static void judge(Findings findings, String what, String unit) {
    double small = findings.median(what, unit, SMALL).orElse(Double.NaN);
    double tenfold = findings.median(what, unit, TENFOLD).orElse(Double.NaN);
    findings.goal(
        new Goal(
            "%s, %s: flat or better (%s × at most)".formatted(what, unit, Figures.readable(FLAT)),
            Figures.readable(tenfold / small) + " ×",
            tenfold / small <= FLAT));
  }
}
