package dev.botswain.bench;

import java.util.ArrayList;
import java.util.List;

/// `./botswain bench [NAME…]`: runs the named benchmarks, or all.
public final class Main {
  private static final List<Benchmark> ALL =
      List.of(new StartBenchmark(), new IdleBenchmark(), new RelayBenchmark());

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    List<String> names = List.of(arguments);
    if (names.contains("--help") || names.contains("help")) {
      System.out.println("./botswain bench [NAME...] runs the named benchmarks, or all of them:");
      ALL.forEach(one -> System.out.printf("  %-8s %s%n", one.name(), one.description()));
      return;
    }
    for (String name : names) {
      if (ALL.stream().noneMatch(one -> one.name().equals(name))) {
        System.err.println("botswain: no benchmark \"" + name + "\"; see ./botswain bench --help");
        System.exit(2);
      }
    }
    List<Benchmark> chosen = new ArrayList<>(ALL);
    chosen.removeIf(one -> !names.isEmpty() && !names.contains(one.name()));
    System.out.printf(
        "Java %s, %d cores%n", Runtime.version(), Runtime.getRuntime().availableProcessors());
    for (Benchmark benchmark : chosen) {
      System.out.printf("%n%s: %s%n", benchmark.name(), benchmark.description());
      benchmark.run();
    }
  }
}
