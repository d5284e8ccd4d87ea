package dev.botswain.bench;

import java.util.List;
import java.util.Map;

/// What a bot costs that is logged in and hears nothing.
final class IdleBenchmark implements Benchmark {
  private static final int[] BOTS = {100, 1000};

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String description() {
    return "memory of bots that are logged in (a guild of 50 members and 20 channels each)";
  }

  @Override
  public void run(Map<String, Integer> options) throws Exception {
    for (int bots : BOTS) {
      measure(bots);
    }
  }

  private static void measure(int bots) throws Exception {
    try (var http = new Http();
        var sim = LoadSim.start(bots);
        var server =
            Launched.start(
                Map.of(
                    "BOTSWAIN_HOST", "127.0.0.1",
                    "BOTSWAIN_LOG_LEVEL", "error",
                    "BOTSWAIN_LOGINS_PER_MINUTE", "0",
                    "BOTSWAIN_DISCORD_API", sim.url() + "/api/v10"),
                "serve",
                "--port",
                "0")) {
      List<String> tokens = sim.tokens(http);
      // One bot first: what the first use of each class costs is not the bots'.
      http.login(server.url(), tokens.getFirst());
      server.collectGarbage();
      long before = server.rssKib();
      long begin = System.nanoTime();
      LoadSim.logIn(http, server.url(), tokens.subList(1, tokens.size()));
      double seconds = (System.nanoTime() - begin) / 1e9;
      server.collectGarbage();
      System.out.printf(
          "  %5d bots: %d KiB RSS a bot, %d MiB in all, %d threads, %.0f logins/s%n",
          bots,
          (server.rssKib() - before) / (bots - 1),
          server.rssKib() / 1024,
          server.threads(),
          (bots - 1) / seconds);
    }
  }
}
