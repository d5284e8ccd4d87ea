package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.bench.Cores.Place;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Whether the console stays quick with as much as a large server has: how long a key waits for its
/// frame, and whether the heap of a page that is left open grows. Node drives Chromium
/// (`console/scripts/bench.mjs`).
final class ConsoleBenchmark implements Benchmark {
  private static final String OPERATOR_KEY = "bwo_a-key-that-opens-only-this-benchmark";
  private static final double MOST_MS = 100;
  private static final double SHARE = 0.95;

  /// A heap that ends below this much of its beginning has not grown; pages keep what they parse.
  private static final double FLAT = 1.1;

  private static final int BLAST_RATE = 4_000;

  @Override
  public String name() {
    return "console";
  }

  @Override
  public String description() {
    return "keys and heap of the console's largest lists, in Chromium";
  }

  @Override
  public Map<String, Integer> options() {
    return Map.of("bots", 1_000, "members", 10_000, "events", 100_000, "seconds", 600);
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    int bots = bench.pick(bench.option(this, "bots"), 50);
    int members = bench.pick(bench.option(this, "members"), 500);
    int events = bench.pick(bench.option(this, "events"), 5_000);
    int seconds = bench.pick(bench.option(this, "seconds"), 20);
    var botswain = Botswain.unlimited(bench);
    var key = Map.of("BOTSWAIN_OPERATOR_KEY", OPERATOR_KEY);
    try (var http = new Http();
        var crowd = botswain.sim(bots, 2, 1);
        var many = botswain.start(crowd.url(), Place.ANY, bench.newFolder("bots"), key);
        var large = botswain.sim(1, members, 100);
        var one = botswain.start(large.url(), Place.ANY, bench.newFolder("members"), key)) {
      Logins.of(http, many.url(), new SimControl(http, crowd.url()).bots());
      var control = new SimControl(http, large.url());
      var bot = control.bots().getFirst();
      http.login(one.url(), bot.token());
      control.blast(events, BLAST_RATE, List.of(bot));
      Bench.say("%s bots, %s members and %s events are there", bots, members, events);
      var found =
          browse(
              bench,
              Map.of(
                  "bots", many.url(),
                  "members", one.url(),
                  "sim", large.url(),
                  "token", bot.token(),
                  "botId", bot.id(),
                  "operatorKey", OPERATOR_KEY,
                  "seconds", seconds));
      keys(findings, "%s bots".formatted(bots), found.path("bots"));
      keys(findings, "%s members".formatted(members), found.path("members"));
      keys(findings, "%s events".formatted(events), found.path("events"));
      heap(findings, found.path("heap"), seconds);
    }
    findings.note(
        "A wait is the time from a key to the end of the frame that follows it, in Chromium without"
            + " a GPU.");
  }

  private static JsonNode browse(Bench bench, Map<String, Object> given)
      throws IOException, InterruptedException {
    var json = new ObjectMapper();
    var process =
        new ProcessBuilder("node", "scripts/bench.mjs", json.writeValueAsString(given))
            .directory(bench.root().resolve("console").toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (var output = process.inputReader()) {
      String said = output.readLine();
      if (process.waitFor() != 0 || said == null) {
        throw new IOException("the browser's part ended with " + process.exitValue());
      }
      return json.readTree(said);
    }
  }

  /// @param waits in milliseconds, the shortest first
  private static void keys(Findings findings, String what, JsonNode waits) {
    double typical = share(waits, 0.5);
    double high = share(waits, SHARE);
    findings.add(what, "ms a key, p50", "console", typical);
    findings.add(what, "ms a key, p95", "console", high);
    findings.goal(
        new Goal(
            "%s: a key waits at most 100 ms (p95)".formatted(what),
            String.format(Locale.ROOT, "%.1f ms of %s keys", high, waits.size()),
            high <= MOST_MS && !waits.isEmpty()));
  }

  private static double share(JsonNode sorted, double share) {
    return sorted.path((int) Math.min(sorted.size() - 1, sorted.size() * share)).asDouble();
  }

  private static void heap(Findings findings, JsonNode mib, int seconds) {
    // The first steps fill what the page keeps.
    double first = mib.path(2).asDouble();
    double last = mib.path(mib.size() - 1).asDouble();
    findings.add("open page", "MiB heap at first", "console", first);
    findings.add("open page", "MiB heap at last", "console", last);
    findings.goal(
        new Goal(
            "the heap stays flat over %s s of live events".formatted(seconds),
            String.format(Locale.ROOT, "%.1f to %.1f MiB", first, last),
            last <= first * FLAT));
  }
}
