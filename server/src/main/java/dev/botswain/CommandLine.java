package dev.botswain;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The parsed command line. No command means `serve`; what only a checkout has, such as `test`, its
/// launcher handles itself. Options are written `--port 8080` or `--port=8080`. Commands of
/// operators are read by [dev.botswain.cli.OperatorCommands], whose parser takes too long to load
/// for a start of the server.
sealed interface CommandLine {

  int DEFAULT_SIM_PORT = 8081;

  /// The option of `demo` by which the users of the simulated Discord do nothing by themselves.
  String QUIET = "--quiet";

  /// What begins a command of operators.
  Set<String> OPERATORS_WORDS =
      Set.of("operator", "operator-key", "doctor", "backup", "restore", "store", "completion");

  /// @param settings settings that the options override, named as in the environment
  record Serve(Map<String, String> settings) implements CommandLine {}

  /// @param settings as in [Serve]
  /// @param simPort the port of the simulated Discord; 0 takes any free port
  /// @param quiet whether its users do nothing by themselves
  record Demo(Map<String, String> settings, int simPort, boolean quiet) implements CommandLine {}

  /// @param words of the command, unread
  record Operate(List<String> words) implements CommandLine {}

  /// @param arguments for the simulated Discord, unread
  record Simulate(List<String> arguments) implements CommandLine {}

  record Help() implements CommandLine {}

  record Version() implements CommandLine {}

  /// @param problem one sentence for the person who typed it
  record Unclear(String problem) implements CommandLine {}

  static CommandLine parse(String... arguments) {
    var words = List.of(arguments);
    boolean named = !words.isEmpty() && !words.getFirst().startsWith("-");
    var word = named ? words.getFirst() : "serve";
    var rest = named ? words.subList(1, words.size()) : words;
    if (OPERATORS_WORDS.contains(word)) {
      return new Operate(words);
    }
    if (word.equals("sim")) {
      return new Simulate(rest);
    }
    if (words.equals(List.of("version")) || words.equals(List.of("--version"))) {
      return new Version();
    }
    if (word.equals("help") || rest.contains("--help") || rest.contains("-h")) {
      return new Help();
    }
    try {
      return switch (word) {
        case "serve" -> new Serve(settings(options(word, rest, Set.of("--port"))));
        case "demo" -> {
          var others = rest.stream().filter(argument -> !argument.equals(QUIET)).toList();
          var options = options(word, others, Set.of("--port", "--sim-port"));
          int simPort = options.getOrDefault("--sim-port", DEFAULT_SIM_PORT);
          yield new Demo(settings(options), simPort, others.size() < rest.size());
        }
        default -> throw new Misread("unknown command \"%s\"".formatted(word));
      };
    } catch (Misread misread) {
      return new Unclear(misread.getMessage() + "; see botswain help");
    }
  }

  private static Map<String, String> settings(Map<String, Integer> options) {
    return options.containsKey("--port")
        ? Map.of("BOTSWAIN_PORT", options.get("--port").toString())
        : Map.of();
  }

  private static Map<String, Integer> options(
      String word, List<String> arguments, Set<String> known) {
    var options = new HashMap<String, Integer>();
    for (int i = 0; i < arguments.size(); i++) {
      var argument = arguments.get(i);
      int equals = argument.indexOf('=');
      var name = equals < 0 ? argument : argument.substring(0, equals);
      if (!known.contains(name)) {
        throw new Misread(
            (argument.startsWith("-") ? "%s has no option %s" : "%s takes no word \"%s\"")
                .formatted(word, name));
      }
      if (equals < 0 && ++i == arguments.size()) {
        throw new Misread(name + " needs a port");
      }
      options.put(name, port(name, equals < 0 ? arguments.get(i) : argument.substring(equals + 1)));
    }
    return options;
  }

  private static int port(String option, String text) {
    if (!text.matches("\\d{1,5}") || Integer.parseInt(text) > 65_535) {
      throw new Misread(
          "%s: expected a whole number from 0 to 65535, got \"%s\"".formatted(option, text));
    }
    return Integer.parseInt(text);
  }

  /// Carries the sentence out of the parser.
  final class Misread extends RuntimeException {
    private static final long serialVersionUID = 1;

    private Misread(String problem) {
      super(problem);
    }
  }
}
