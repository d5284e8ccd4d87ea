package dev.botswain.bench;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Where results are stored: `results/NAME.json` together with the drawings, and all of them as a
/// page, `RESULTS.md`. A run of some benchmarks keeps the results of the others.
///
/// @param folder `bench`, or another folder for quick runs, whose results must not be quoted
record Results(Path folder) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

  /// Stores what a benchmark found, and rewrites the page.
  ///
  /// @param order of the benchmarks on the page
  void keep(Benchmark benchmark, Findings findings, long seconds, Bench bench, List<String> order)
      throws IOException {
    Path results = Files.createDirectories(folder.resolve("results"));
    var drawings = new ArrayList<String>();
    for (LineChart chart : findings.charts()) {
      drawings.add(draw(results, chart.file(), chart.svg()));
    }
    BarChart bars = new BarChart(Page.comparisons(findings.figures()));
    if (!bars.groups().isEmpty()) {
      drawings.add(draw(results, benchmark.name(), bars.svg(Page.sides(findings.figures()))));
    }
    var result =
        new Result(
            benchmark.name(),
            benchmark.description(),
            LocalDate.now(ZoneOffset.UTC).toString(),
            seconds,
            bench.quick(),
            Machine.here(bench.cores().count()),
            findings.figures(),
            findings.goals(),
            findings.notes(),
            drawings);
    JSON.writeValue(results.resolve(benchmark.name() + ".json").toFile(), result);
    Files.writeString(folder.resolve("RESULTS.md"), Page.of(all(results, order)));
  }

  private static String draw(Path results, String name, String svg) throws IOException {
    String file = name + ".svg";
    Files.writeString(results.resolve(file), svg);
    return file;
  }

  private static List<Result> all(Path results, List<String> order) throws IOException {
    var all = new ArrayList<Result>();
    for (String name : order) {
      Path file = results.resolve(name + ".json");
      if (Files.exists(file)) {
        all.add(JSON.readValue(file.toFile(), Result.class));
      }
    }
    return all;
  }
}
