package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.LineChart.Case;
import dev.botswain.bench.SimControl.Bot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// The cost of a bot that is logged in and receives no events.
final class IdleBenchmark implements Benchmark {
  private static final String KIB = "KiB RSS a bot";
  private static final String THREADS = "threads";

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String description() {
    return "memory of bots that are logged in: a guild of 50 members, 20 channels, 10 roles each";
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    List<Side> sides = new ArrayList<>(Sides.services(bench, findings));
    List<Integer> numbers = bench.pick(List.of(100, 1000, 5000, 10_000), List.of(20, 100));
    for (int bots : numbers) {
      for (int run = 0; run < bench.pick(bots > 1000 ? 2 : 3, 1); run++) {
        Set<Side> exhausted = new HashSet<>();
        for (Side side : sides) {
          try {
            measure(bench, findings, side, bots);
          } catch (IOException e) {
            findings.note(
                String.format(
                    Locale.ROOT,
                    "%s did not reach %,d bots: %s",
                    side.name(),
                    bots,
                    e.getMessage()));
            exhausted.add(side);
          }
        }
        sides.removeAll(exhausted);
      }
    }
    judge(findings, numbers);
  }

  private static void measure(Bench bench, Findings findings, Side side, int bots)
      throws IOException, InterruptedException {
    try (var http = new Http();
        var sim = new Botswain(bench).sim(bots + 1, 50, 0);
        var running = side.start(sim.url(), Place.ANY)) {
      List<Bot> all = new SimControl(http, sim.url()).bots();
      // One bot first: the first use of each class costs memory that does not belong to the bots.
      Logins.of(http, running.url(), all.subList(0, 1));
      long before = settled(bench, running);
      Logins.of(http, running.url(), all.subList(1, all.size()));
      long after = settled(bench, running);
      findings.add(what(bots), KIB, side.name(), (double) (after - before) / bots);
      findings.add(what(bots), "MiB RSS in all", side.name(), after / 1024.0);
      findings.add(what(bots), THREADS, side.name(), running.tree().threads());
    }
  }

  private static String what(int bots) {
    return String.format(Locale.ROOT, "%,d bots", bots);
  }

  /// The RSS once the garbage of the logins is gone, as far as possible.
  private static long settled(Bench bench, Launched running)
      throws IOException, InterruptedException {
    Thread.sleep(bench.pick(5000, 500));
    running.collectGarbage();
    return running.tree().rssKib();
  }

  private static void judge(Findings findings, List<Integer> numbers) {
    findings.limit(96, what(1000), KIB, "botswain");
    findings.limit(64, what(10_000), KIB, "botswain");
    List<Double> threads = new ArrayList<>();
    for (int bots : numbers) {
      findings.median(what(bots), THREADS, "botswain").ifPresent(threads::add);
    }
    double more = threads.isEmpty() ? 0 : threads.getLast() - threads.getFirst();
    findings.goal(
        new Goal(
            "threads do not grow with the bots (4 more at most)",
            Figures.readable(more) + " more",
            more <= 4));
    List<Case> cases = numbers.stream().map(bots -> new Case(what(bots), bots)).toList();
    for (String unit : List.of(KIB, THREADS)) {
      findings.chart(
          LineChart.of(
              findings,
              "idle-" + unit.split(" ")[0].toLowerCase(java.util.Locale.ROOT),
              unit + " by the number of bots",
              "bots",
              unit,
              cases,
              List.of("botswain", "original", "jda")));
    }
    findings.note(
        "RSS minus that with one bot, by the number of the others; of JVMs after two collections of"
            + " garbage, of Bun as it is 5 s after the last login.");
  }
}
