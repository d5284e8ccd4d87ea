package dev.botswain.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `./botswain bench [NAME…] [OPTION=NUMBER…]`: runs the named benchmarks, or all. It ends with 1
/// if one of them failed, and with 2 if the command line is wrong.
public final class Main {
  private static final List<Benchmark> ALL =
      List.of(
          new StartBenchmark(),
          new IdleBenchmark(),
          new FanoutBenchmark(),
          new KillBenchmark(),
          new RelayBenchmark());
  private static final Pattern OPTION = Pattern.compile("([a-z]+)=(\\d{1,9})");

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of(arguments));
    if (words.contains("--help") || words.contains("help")) {
      help();
      return;
    }
    var given = new HashMap<String, Integer>();
    words.removeIf(word -> isOption(word, given));
    for (String word : words) {
      if (ALL.stream().noneMatch(one -> one.name().equals(word))) {
        misused("no benchmark \"" + word + "\"");
      }
    }
    List<Benchmark> chosen = new ArrayList<>(ALL);
    chosen.removeIf(one -> !words.isEmpty() && !words.contains(one.name()));
    for (String option : given.keySet()) {
      if (chosen.stream().noneMatch(one -> one.options().containsKey(option))) {
        misused("no option \"" + option + "\" there");
      }
    }
    System.out.printf(
        "Java %s, %d cores%n", Runtime.version(), Runtime.getRuntime().availableProcessors());
    for (Benchmark benchmark : chosen) {
      System.out.printf("%n%s: %s%n", benchmark.name(), benchmark.description());
      var options = new HashMap<>(benchmark.options());
      options.replaceAll(given::getOrDefault);
      benchmark.run(Map.copyOf(options));
    }
    System.exit(0); // Whatever a benchmark that was cut short has left running.
  }

  private static boolean isOption(String word, Map<String, Integer> into) {
    Matcher option = OPTION.matcher(word);
    if (option.matches()) {
      into.put(option.group(1), Integer.parseInt(option.group(2)));
      return true;
    }
    return false;
  }

  private static void misused(String problem) {
    System.err.println("botswain: " + problem + "; see ./botswain bench --help");
    System.exit(2);
  }

  private static void help() {
    System.out.println(
        "./botswain bench [NAME...] [OPTION=NUMBER...] runs the named benchmarks, or all of them:");
    for (Benchmark one : ALL) {
      System.out.printf("  %-8s %s%n", one.name(), one.description());
      one.options().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(option ->
              System.out.printf("           %s=%d%n", option.getKey(), option.getValue()));
    }
  }
}
