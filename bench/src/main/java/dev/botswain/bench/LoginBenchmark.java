package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import dev.botswain.bench.SimControl.Bot;
import java.util.List;
import java.util.Locale;

/// How fast bots log in.
final class LoginBenchmark implements Benchmark {
  private static final String RATE = "logins/s";
  private static final String ONE = "ms, one at a time";

  @Override
  public String name() {
    return "login";
  }

  @Override
  public String description() {
    return "logins, 32 at once and one at a time; one core";
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    int bots = bench.pick(1000, 50);
    int single = bench.pick(50, 5);
    String what = String.format(Locale.ROOT, "%,d bots", bots);
    List<Side> sides = Sides.services(bench, findings);
    try (var http = new Http();
        var sim = new Botswain(bench).sim(bots + single, 50, 0)) {
      List<Bot> all = new SimControl(http, sim.url()).bots();
      for (int run = 0; run < bench.pick(5, 1); run++) {
        for (Side side : sides) {
          try (var running = side.start(sim.url(), Place.OWN)) {
            Logins many = Logins.of(http, running.url(), all.subList(0, bots));
            findings.add(what, RATE, side.name(), many.perSecond());
            var each = new Figures("one login", ONE, side.name());
            for (Bot bot : all.subList(bots, bots + single)) {
              each.add(Logins.of(http, running.url(), List.of(bot)).seconds() * 1e3);
            }
            findings.add("a login after those", ONE, side.name(), each.median());
          }
        }
      }
    }
    findings.atLeast(1, "original", what, RATE);
    findings.atMost(1, "original", "a login after those", ONE);
    findings.note(
        "Each run begins with a process that has just started. A login is complete when the guild"
            + " is there.");
  }
}
