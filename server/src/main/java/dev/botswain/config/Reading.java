package dev.botswain.config;

import java.util.ArrayList;
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
    var nearest = Nearest.of(name, Settings.ALL.stream().map(Setting::name).toList());
    return name
        + " is not a setting"
        + nearest.map(known -> "; did you mean " + known + "?").orElse("; see ./botswain help");
  }

  private static String quotable(String text) {
    var shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE - 1) + "…" : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
