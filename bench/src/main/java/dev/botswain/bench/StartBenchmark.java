package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/// From the command to the first answer.
final class StartBenchmark implements Benchmark {
  private static final String FIRST = "to the first answer";
  private static final String COLD = "botswain";
  private static final int STORED = 100;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String description() {
    return "the command to the first answer, nothing to build; any core";
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    var botswain = new Botswain(bench);
    Path stored = bench.newFolder("stored");
    try (var http = new Http();
        var sim = botswain.sim(STORED, 50, 0)) {
      var sides = Sides.services(bench, findings);
      try (var server = botswain.start(sim.url(), Place.ANY, stored, Map.of())) {
        Logins.of(http, server.url(), new SimControl(http, sim.url()).bots());
      }
      for (int run = 0; run < bench.pick(15, 2); run++) {
        for (Side side : sides) {
          measure(http, findings, side.name(), () -> side.start(sim.url(), Place.ANY));
        }
        measure(
            http,
            findings,
            "botswain with 100 stored bots",
            () -> botswain.start(sim.url(), Place.ANY, stored, Map.of()));
      }
    }
    findings.limit(500, FIRST, "ms", COLD);
    findings.note(
        "The first answer is that to GET /health/live; the peers answer 404, which counts as well. After it the stored bots go on with their sessions.");
  }

  private interface Start {
    Launched begin() throws IOException;
  }

  private static void measure(Http http, Findings findings, String side, Start start)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    try (var server = start.begin()) {
      http.status(server.url() + "/health/live");
      findings.add(FIRST, "ms", side, (System.nanoTime() - begin) / 1e6);
      findings.add("RSS then", "MiB", side, server.tree().rssKib() / 1024.0);
    }
  }
}
