package dev.botswain.bench;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the command line asks for.
///
/// @param options by name
record Arguments(
    boolean help,
    boolean quick,
    boolean profile,
    List<Benchmark> chosen,
    Map<String, Integer> options) {
  private static final Pattern OPTION = Pattern.compile("([a-z]+)=(\\d{1,9})");

  /// @param all all existing benchmarks
  /// @throws IllegalArgumentException if a word is not valid; the message says which
  static Arguments of(List<String> words, List<Benchmark> all) {
    var names = new ArrayList<>(words);
    boolean help = names.remove("--help") | names.remove("help");
    boolean quick = names.remove("--quick");
    boolean profile = names.remove("--profile");
    var options = new HashMap<String, Integer>();
    names.removeIf(word -> isOption(word, options));
    for (String name : names) {
      if (all.stream().noneMatch(one -> one.name().equals(name))) {
        throw new IllegalArgumentException("no benchmark \"" + name + "\"");
      }
    }
    List<Benchmark> chosen =
        all.stream().filter(one -> names.isEmpty() || names.contains(one.name())).toList();
    for (String option : options.keySet()) {
      if (chosen.stream().noneMatch(one -> one.options().containsKey(option))) {
        throw new IllegalArgumentException("no option \"" + option + "\" there");
      }
    }
    return new Arguments(help, quick, profile, chosen, Map.copyOf(options));
  }

  private static boolean isOption(String word, Map<String, Integer> into) {
    Matcher option = OPTION.matcher(word);
    if (option.matches()) {
      into.put(option.group(1), Integer.parseInt(option.group(2)));
      return true;
    }
    return false;
  }
}
