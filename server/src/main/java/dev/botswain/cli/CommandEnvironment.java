package dev.botswain.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a command reads from and writes to.
///
/// @param terminal null if the output is not a terminal
record CommandEnvironment(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    @Nullable Terminal terminal) {

  /// Those of this process.
  static CommandEnvironment ofProcess() {
    Map<String, String> environment = System.getenv();
    return new CommandEnvironment(
        environment,
        System.in,
        System.out,
        System.err,
        Terminal.of(System.getProperty("botswain.terminal"), environment));
  }

  /// The same with another environment.
  CommandEnvironment in(Map<String, String> other) {
    return new CommandEnvironment(other, in, out, err, terminal);
  }

  /// A variable of the environment; an empty one counts as absent.
  String variable(String name, String otherwise) {
    String value = environment.getOrDefault(name, "").strip();
    return value.isEmpty() ? otherwise : value;
  }
}
