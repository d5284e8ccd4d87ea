package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// What a bot costs that is logged in and hears nothing.
final class IdleBenchmark implements Benchmark {
  private static final int[] BOTS = {100, 1000};
  private static final int AT_ONCE = 32;

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String description() {
    return "memory of bots that are logged in (a guild of 50 members and 20 channels each)";
  }

  @Override
  public void run() throws Exception {
    for (int bots : BOTS) {
      measure(bots);
    }
  }

  private static void measure(int bots) throws Exception {
    try (var http = new Http();
        var sim =
            Launched.start(
                Map.of(),
                "sim",
                "--port",
                "0",
                "--no-limits",
                "--bots",
                Integer.toString(bots),
                "--members",
                "50",
                "--channels",
                "20",
                "--messages",
                "0");
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
      List<String> tokens = tokens(http.get(sim.url() + "/sim/bots"));
      // One bot first: what the first use of each class costs is not the bots'.
      http.login(server.url(), tokens.getFirst());
      server.collectGarbage();
      long before = server.rssKib();
      long begin = System.nanoTime();
      logIn(http, server.url(), tokens.subList(1, tokens.size()));
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

  private static List<String> tokens(JsonNode bots) {
    return bots.findValuesAsText("token");
  }

  private static void logIn(Http http, String server, List<String> tokens) throws Exception {
    var turns = new Semaphore(AT_ONCE);
    List<Callable<String>> logins = new ArrayList<>();
    for (String token : tokens) {
      logins.add(() -> {
        turns.acquire();
        try {
          return http.login(server, token);
        } finally {
          turns.release();
        }
      });
    }
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var login : threads.invokeAll(logins)) {
        login.get();
      }
    }
  }
}
