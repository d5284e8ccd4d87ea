package dev.botswain.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// `./botswain bench [--quick] [--profile] [NAME…] [OPTION=NUMBER…]`: runs the named benchmarks, or
/// all of them. The exit status is 1 if one of them failed, and 2 if the command line is wrong.
public final class Main {
  private static final List<Benchmark> ALL =
      List.of(
          new ReadsBenchmark(),
          new IdleBenchmark(),
          new LoginBenchmark(),
          new EventsBenchmark(),
          new LatencyBenchmark(),
          new RelayBenchmark(),
          new GatewayBenchmark(),
          new StartBenchmark(),
          new GrowthBenchmark(),
          new LoadBenchmark(),
          new LoopsBenchmark(),
          new FanoutBenchmark(),
          new KillBenchmark(),
          new ClusterBenchmark(),
          new LeaseBenchmark(),
          new ConsoleBenchmark());

  private Main() {}

  public static void main(String[] words) throws Exception {
    Arguments arguments;
    try {
      arguments = Arguments.of(List.of(words), ALL);
    } catch (IllegalArgumentException e) {
      System.err.println("botswain: " + e.getMessage() + "; see ./botswain bench --help");
      System.exit(2);
      return;
    }
    if (arguments.help()) {
      help();
      return;
    }
    Path root = Path.of(System.getProperty("botswain.root", ".")).toAbsolutePath().normalize();
    var bench =
        new Bench(
            root,
            arguments.quick(),
            arguments.profile(),
            Cores.leaveTheLast(),
            arguments.options());
    bench.clear();
    Path folder =
        arguments.quick() || arguments.profile()
            ? bench.target().resolve("quick")
            : root.resolve("bench");
    System.out.println(Machine.here(bench.cores().count()));
    boolean good = true;
    for (Benchmark benchmark : arguments.chosen()) {
      good &= run(benchmark, bench, new Results(folder));
    }
    System.out.printf("%nResults: %s%n", folder.resolve("RESULTS.md"));
    System.exit(good ? 0 : 1); // Even if an aborted benchmark left something running.
  }

  /// A benchmark that fails must not stop the others.
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
    return !findings.isBroken();
  }

  private static void help() {
    System.out.println(
        """
        ./botswain bench [--quick] [--profile] [NAME...] [OPTION=NUMBER...] runs the named benchmarks, or all of them, and writes
        bench/RESULTS.md. --quick only shows that they work, and writes bench/target/quick/RESULTS.md.
        --profile records where the server spends its time, in bench/target/profile; results go where quick ones go.\
        """);
    for (Benchmark one : ALL) {
      System.out.printf("  %-8s %s%n", one.name(), one.description());
      one.options().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(option ->
              System.out.printf("           %s=%s%n", option.getKey(), option.getValue()));
    }
  }
}
