package dev.botswain.bench;

import java.util.Map;

/// From the command to the first answer.
final class StartBenchmark implements Benchmark {
  private static final int RUNS = 7;

  @Override
  public String name() {
    return "start";
  }

  @Override
  public String description() {
    return "./botswain serve to its first 200, nothing to build";
  }

  @Override
  public void run(Map<String, Integer> options) throws Exception {
    var millis = new Figures();
    var rss = new Figures();
    try (var http = new Http()) {
      for (int i = 0; i < RUNS; i++) {
        long begin = System.nanoTime();
        try (var server =
            Launched.start(
                Map.of("BOTSWAIN_HOST", "127.0.0.1", "BOTSWAIN_LOG_LEVEL", "error"),
                "serve",
                "--port",
                "0")) {
          if (http.status(server.url() + "/health/live") != 200) {
            throw new IllegalStateException("not alive");
          }
          millis.add((System.nanoTime() - begin) / 1e6);
          rss.add(server.rssKib() / 1024.0);
        }
      }
    }
    System.out.println("  ms to the first 200: " + millis);
    System.out.println("  RSS then, MiB:       " + rss);
  }
}
