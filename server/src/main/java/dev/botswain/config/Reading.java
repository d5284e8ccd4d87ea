package dev.botswain.config;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One pass over the environment, which records problems and continues.
final class Reading {
  /// Hosting platforms use this name for the port.
  private static final String PLATFORM_PORT = "PORT";

  private static final String PORT = Settings.PREFIX + PLATFORM_PORT;

  /// Kubernetes sets variables in every container for a Service named `botswain`, or
  /// `botswain-something`. They look like our settings, and one has the name of a real one:
  /// <https://kubernetes.io/docs/concepts/services-networking/service/#environment-variables>.
  private static final Pattern OF_A_SERVICE =
      Pattern.compile(
          Settings.PREFIX
              + "(.+_)?(SERVICE_HOST|SERVICE_PORT(_.+)?|PORT_\\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)");

  private static final Pattern PORT_OF_A_SERVICE = Pattern.compile("(tcp|udp|sctp)://.*");

  private static final int LONGEST_QUOTE = 60;

  private final Map<String, String> environment;
  private final List<String> problems = new ArrayList<>();

  /// @param tree the record that consists of all records with settings
  Reading(Map<String, String> environment, Class<? extends Record> tree) {
    this.environment = environment;
    List<String> known = Settings.all(tree).stream().map(Settings.Entry::name).toList();
    environment.keySet().stream()
        .filter(name -> name.startsWith(Settings.PREFIX))
        .filter(name -> !isOfAService(name, environment.get(name)))
        .filter(name -> !known.contains(name))
        .sorted()
        .forEach(name -> problems.add(unknown(name, known)));
  }

  /// Reads the settings of a record.
  Values of(Class<? extends Record> section) {
    return new Values(Settings.of(section).stream().map(this::value).iterator());
  }

  /// The values of a record's components, for its constructor, in their order. To call that by
  /// reflection takes a tenth of the time that the server takes to start.
  static final class Values {
    private final Iterator<?> values;

    private Values(Iterator<?> values) {
      this.values = values;
    }

    /// The value of the next component, whose type is that of the setting.
    @SuppressWarnings("unchecked")
    <T> T next() {
      return (T) values.next();
    }
  }

  /// The value that was set, or the default if none or an invalid one was. An empty value counts as
  /// none: that is the result of `NAME=` in an env file and of an unset variable in a compose file.
  private Object value(Settings.Entry setting) {
    var name = setting.name();
    var text = text(name);
    if (text.isEmpty() && name.equals(PORT)) {
      name = PLATFORM_PORT;
      text = text(name);
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

  /// A problem of several settings together.
  void add(String problem) {
    problems.add(problem);
  }

  void throwProblems() {
    if (!problems.isEmpty()) {
      throw new ConfigurationRejectedException(problems);
    }
  }

  private Optional<String> text(String name) {
    return Optional.ofNullable(environment.get(name))
        .map(String::strip)
        .filter(text -> !text.isEmpty() && !isOfAService(name, text));
  }

  private static boolean isOfAService(String name, @Nullable String text) {
    return OF_A_SERVICE.matcher(name).matches()
        || text != null && name.endsWith("_PORT") && PORT_OF_A_SERVICE.matcher(text).matches();
  }

  private static String unknown(String name, List<String> known) {
    return name
        + " is not a setting"
        + Nearest.of(name, known)
            .map(nearest -> "; did you mean " + nearest + "?")
            .orElse("; see botswain help");
  }

  private static String quotable(String text) {
    var shown = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE - 1) + "…" : text;
    return shown.replaceAll("\\p{Cntrl}", "?");
  }
}
