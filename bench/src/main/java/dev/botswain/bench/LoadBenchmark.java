package dev.botswain.bench;

import dev.botswain.bench.Cores.Place;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// Users who come and go, simulated by Gatling (`bench/load`), which is built when it is first
/// needed.
final class LoadBenchmark implements Benchmark {
  private static final String MIB = "MiB RSS";
  private static final String JAR = "target/load-0.1.0.jar";
  private static final String LIBRARIES = "target/lib/*";
  private static final List<String> FLAGS =
      List.of(
          "--add-opens=java.base/java.lang=ALL-UNNAMED",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-Dgatling.data.enableAnalytics=false");

  @Override
  public String name() {
    return "load";
  }

  @Override
  public String description() {
    return "users who log in, read, send, listen and leave, many at a time (Gatling)";
  }

  /// A number of simultaneous users, for a number of seconds.
  private record Stage(int users, int seconds) {
    String what() {
      return String.format(Locale.ROOT, "%,d users", users);
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
    Path log = reports.resolve("users" + stage.users() + ".log");
    List<String> line = new ArrayList<>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(FLAGS);
    line.add("-Dload.url=" + server.url());
    line.add("-Dload.users=" + stage.users());
    line.add("-Dload.seconds=" + stage.seconds());
    line.add("-Dload.bots=" + bots);
    line.add("-Dload.think=" + bench.pick(3, 1));
    line.addAll(List.of("-cp", load.resolve(JAR) + File.pathSeparator + load.resolve(LIBRARIES)));
    line.addAll(List.of("io.gatling.app.Gatling", "--simulation", "load.LoadSimulation"));
    line.addAll(List.of("--results-folder", reports.resolve("users" + stage.users()).toString()));
    Process gatling =
        new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    long begin = System.nanoTime();
    var settled = new ArrayList<Double>();
    while (!gatling.waitFor(1, TimeUnit.SECONDS)) {
      double seconds = (System.nanoTime() - begin) / 1e9;
      if (seconds > bench.pick(60, 5) && seconds < stage.seconds()) {
        settled.add(server.tree().rssKib() / 1024.0);
      }
    }
    add(findings, stage, GatlingSummary.of(log));
    memory(findings, stage, settled);
  }

  private static void add(Findings findings, Stage stage, GatlingSummary summary) {
    String what = stage.what();
    findings.add(what, "requests", "botswain", summary.get("request count").total());
    findings.add(what, "requests/s", "botswain", summary.get("mean throughput").total());
    for (String part : List.of("50th", "95th", "99th")) {
      findings.add(
          what,
          "ms, p" + part.replace("th", ""),
          "botswain",
          summary.get("response time " + part).total());
    }
    double errors = summary.get("request count").failed();
    findings.add(what, "errors", "botswain", errors);
    findings.goal(new Goal(what + ": no error", Figures.readable(errors), errors == 0));
  }

  /// Compares the memory in the first and the last third of the time after the first minute.
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
