package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `./botswain bench [--quick] [NAME…]`: runs the named benchmarks, or all.
public final class Main {
  private static final List<Benchmark> ALL =
      List.of(
          new ReadsBenchmark(),
          new IdleBenchmark(),
          new LoginBenchmark(),
          new EventsBenchmark(),
          new LatencyBenchmark(),
          new StartBenchmark());

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>(List.of(arguments));
    if (names.contains("--help") || names.contains("help")) {
      help();
      return;
    }
    boolean quick = names.remove("--quick");
    for (String name : names) {
      if (ALL.stream().noneMatch(one -> one.name().equals(name))) {
        System.err.println("botswain: no benchmark \"" + name + "\"; see ./botswain bench --help");
        System.exit(2);
      }
    }
    Path root = Path.of(System.getProperty("botswain.root", ".")).toAbsolutePath().normalize();
    var bench = new Bench(root, quick, Cores.leaveTheLast());
    var results = new Results(quick ? bench.target().resolve("quick") : root.resolve("bench"));
    System.out.println(Machine.here(bench.cores().count()));
    boolean failed = false;
    for (Benchmark benchmark : ALL) {
      if (names.isEmpty() || names.contains(benchmark.name())) {
        failed |= !run(benchmark, bench, results);
      }
    }
    System.out.printf("%nResults: %s%n", results.folder().resolve("RESULTS.md"));
    System.exit(failed ? 1 : 0);
  }

  /// One that fails must not take the others with it.
  private static boolean run(Benchmark benchmark, Bench bench, Results results)
      throws IOException, InterruptedException {
    System.out.printf("%n%s: %s%n", benchmark.name(), benchmark.description());
    var findings = new Findings();
    if (!bench.cores().pins()) {
      findings.note("Nothing was held to a core: there is but one, or no taskset.");
    }
    long begin = System.nanoTime();
    try {
      benchmark.run(bench, findings);
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      e.printStackTrace();
      return false;
    }
    long seconds = (System.nanoTime() - begin) / 1_000_000_000;
    List<String> order = ALL.stream().map(Benchmark::name).toList();
    results.keep(benchmark, findings, seconds, bench, order);
    return true;
  }

  private static void help() {
    System.out.println(
        """
        ./botswain bench [--quick] [NAME...] runs the named benchmarks, or all of them, and writes bench/RESULTS.md.
        With --quick it only shows that they work, and writes bench/target/quick/RESULTS.md:\
        """);
    ALL.forEach(one -> System.out.printf("  %-8s %s%n", one.name(), one.description()));
  }
}
