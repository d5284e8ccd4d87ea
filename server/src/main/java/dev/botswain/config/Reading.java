package dev.botswain.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One pass over the environment, which notes what is wrong and goes on.
final class Reading {
  /// Platforms that run a program for others name its port so.
  private static final String PLATFORM_PORT = "PORT";

  private static final int LONGEST_QUOTE = 60;

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  Reading(Map<String, String> environment) {
    this.environment = environment;
    environment.keySet().stream()
        .filter(name -> name.startsWith(Settings.PREFIX))
        .filter(name -> Settings.ALL.stream().noneMatch(setting -> setting.name().equals(name)))
        .sorted()
        .forEach(name -> problems.add(unknown(name)));
  }

  /// The value that was set, or the default where none or a bad one was. An empty value counts as
  /// none: that is what `NAME=` in an env file and an unset variable in a compose file give.
  <T> T get(Setting<T> setting) {
    var name = setting.name();
    var text = value(name);
    if (text.isEmpty() && setting == Settings.PORT) {
      name = PLATFORM_PORT;
      text = value(name);
    }
    if (text.isPresent()) {
      try {
        return setting.kind().parse().apply(text.get());
      } catch (IllegalArgumentException unexpected) {
        problems.add(
            setting.secret()
                ? "%s: expected %s".formatted(name, setting.kind().expected())
                : "%s: expected %s, got \"%s\""
                    .formatted(name, setting.kind().expected(), quotable(text.get())));
      }
    }
    return setting.kind().parse().apply(setting.preset());
  }

  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new ConfigurationRejectedException(problems);
    }
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }

  private static String unknown(String name) {
    var nearest =
        Settings.ALL.stream()
            .map(Setting::name)
            .min(Comparator.comparingInt(known -> distance(name, known)))
            .filter(known -> distance(name, known) <= 3);
    return name
        + " is not a setting"
        + nearest.map(known -> "; did you mean " + known + "?").orElse("; see ./botswain help");
  }

  private static String quotable(String text) {
    var shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE - 1) + "…" : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }

  /// How many characters have to be put in, taken out or replaced to make one word of the other
  /// (Levenshtein).
  private static int distance(String one, String other) {
    var row = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int replaced = diagonal + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[other.length()];
  }
}
