package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/// What it costs to bring many bots' events to as many readers, and how long each takes.
final class FanoutBenchmark implements Benchmark {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "fanout";
  }

  @Override
  public String description() {
    return "events of many bots, each bot's read by one SSE reader";
  }

  @Override
  public Map<String, Integer> options() {
    return Map.of("bots", 1000, "rate", 5000, "seconds", 60, "warmup", 15);
  }

  @Override
  public void run(Map<String, Integer> options) throws Exception {
    int bots = options.getOrDefault("bots", 0);
    int rate = options.getOrDefault("rate", 0);
    Path data = Files.createTempDirectory("botswain-fanout");
    try (var http = new Http();
        var sim = LoadSim.start(bots);
        var server =
            Launched.start(
                Map.of(
                    "BOTSWAIN_HOST", "127.0.0.1",
                    "BOTSWAIN_DATA", data.toString(),
                    "BOTSWAIN_LOG_LEVEL", "error",
                    "BOTSWAIN_LOGINS_PER_MINUTE", "0",
                    "BOTSWAIN_DISCORD_API", sim.url() + "/api/v10"),
                "serve",
                "--port",
                "0");
        var readers = new StreamReaders(server.url())) {
      List<String> sessions = LoadSim.logIn(http, server.url(), sim.tokens(http));
      readers.open(sessions);
      blast(http, sim.url(), readers, rate, rate * options.getOrDefault("warmup", 0));
      Duration before = server.cpu();
      int messages = rate * options.getOrDefault("seconds", 0);
      Latencies latencies = blast(http, sim.url(), readers, rate, messages);
      double cpu = server.cpu().minus(before).toNanos() / 1e9;
      System.out.println("  events: " + latencies);
      System.out.printf("  CPU-seconds per 100,000 events: %.2f%n", cpu * 100_000 / messages);
      System.out.printf("  RSS, MiB: %d%n", server.rssKib() / 1024);
    } finally {
      Folders.delete(data);
    }
  }

  private static Latencies blast(
      Http http, String sim, StreamReaders readers, int rate, int messages) throws Exception {
    var latencies = new Latencies(messages);
    if (messages > 0) {
      readers.measure(latencies);
      http.post(sim + "/sim/blast", "", Map.of("total", messages, "rate", rate));
      if (!latencies.awaitAll(Duration.ofSeconds(messages / rate).plus(PATIENCE))) {
        throw new IOException("events are missing: " + latencies);
      }
    }
    return latencies;
  }
}
