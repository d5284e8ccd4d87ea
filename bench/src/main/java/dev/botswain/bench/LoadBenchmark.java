package dev.botswain.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.bench.Cores.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Users who come and go, by Gatling (`bench/load`), which is built when it is first needed.
final class LoadBenchmark implements Benchmark {
  private static final String MIB = "MiB RSS";
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "load";
  }

  @Override
  public String description() {
    return "users who log in, read, send, listen and leave, many at a time (Gatling)";
  }

  /// So many users at any time, for so long.
  private record Stage(int users, int seconds) {
    String what() {
      return "%,d users".formatted(users);
    }
  }

  @Override
  public void run(Bench bench, Findings findings) throws Exception {
    var botswain = new Botswain(bench);
    Sides.ready(findings, botswain);
    Path load = bench.root().resolve("bench/load");
    new Making(List.of("../../mvnw", "-q", "-B", "--no-transfer-progress", "package")).in(load);
    Path reports = Files.createDirectories(bench.target().resolve("gatling"));
    List<Stage> stages =
        bench.pick(
            List.of(new Stage(50, 180), new Stage(200, 180), new Stage(1000, 240)),
            List.of(new Stage(5, 10), new Stage(20, 10)));
    int bots = bench.pick(1000, 20);
    try (var sim = botswain.sim(bots, 50, 20);
        var server = botswain.start(sim.url(), Place.ANY)) {
      for (Stage stage : stages) {
        run(bench, findings, stage, load, reports, server, bots);
      }
    }
    findings.note("Gatling's reports are in bench/target/gatling.");
  }

  private static void run(
      Bench bench,
      Findings findings,
      Stage stage,
      Path load,
      Path reports,
      Launched server,
      int bots)
      throws IOException, InterruptedException {
    String results = "users" + stage.users();
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dload.url=" + server.url(),
                "-Dload.users=" + stage.users(),
                "-Dload.seconds=" + stage.seconds(),
                "-Dload.bots=" + bots,
                "-Dload.think=" + bench.pick(3, 1),
                "-Dgatling.data.enableAnalytics=false",
                "-cp",
                load.resolve("target/load-0.1.0.jar")
                    + File.pathSeparator
                    + load.resolve("target/lib")
                    + "/*",
                "io.gatling.app.Gatling",
                "--simulation",
                "load.LoadSimulation",
                "--results-folder",
                reports.resolve(results).toString())
            .redirectErrorStream(true)
            .redirectOutput(reports.resolve(results + ".log").toFile());
    Process gatling = builder.start();
    long begin = System.nanoTime();
    var settled = new ArrayList<Double>();
    while (!gatling.waitFor(1, TimeUnit.SECONDS)) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (seconds > bench.pick(60, 5) && seconds < stage.seconds()) {
        settled.add(server.tree().rssKib() / 1024.0);
      }
    }
    add(findings, stage, results(reports.resolve(results)));
    memory(findings, stage, settled);
  }

  /// The statistics of Gatling's last report in a folder.
  private static JsonNode results(Path folder) throws IOException {
    try (Stream<Path> reports = Files.find(folder, 3, (path, _) -> path.endsWith("stats.json"))) {
      Path last =
          reports
              .sorted()
              .reduce((_, later) -> later)
              .orElseThrow(
                  () -> new IOException("Gatling wrote no report; its log is " + folder + ".log"));
      return JSON.readTree(last.toFile());
    }
  }

  private static void add(Findings findings, Stage stage, JsonNode results) {
    JsonNode all = results.path("stats");
    findings.add(
        stage.what(),
        "requests",
        "botswain",
        all.path("numberOfRequests").path("total").asDouble());
    findings.add(
        stage.what(),
        "requests/s",
        "botswain",
        all.path("meanNumberOfRequestsPerSecond").path("total").asDouble());
    for (int i = 1; i <= 4; i++) {
      findings.add(
          stage.what(),
          "ms, p" + List.of(50, 75, 95, 99).get(i - 1),
          "botswain",
          all.path("percentiles" + i).path("total").asDouble());
    }
    double errors = all.path("numberOfRequests").path("ko").asDouble();
    findings.add(stage.what(), "errors", "botswain", errors);
    findings.goal(new Goal(stage.what() + ": no error", Figures.readable(errors), errors == 0));
  }

  /// Compares the memory in the first and in the last third of what came after the first minute.
  private static void memory(Findings findings, Stage stage, List<Double> rss) {
    int third = rss.size() / 3;
    if (third == 0) {
      return;
    }
    var early = new Figures(stage.what(), MIB, "botswain", rss.subList(0, third));
    var late =
        new Figures(stage.what(), MIB, "botswain", rss.subList(rss.size() - third, rss.size()));
    findings.add(stage.what(), MIB + ", at the end", "botswain", late.median());
    double growth = late.median() / early.median();
    findings.goal(
        new Goal(
            stage.what() + ": no growth of memory after the first minute (1.05 × at most)",
            Figures.readable(growth) + " ×",
            growth <= 1.05));
  }
}
