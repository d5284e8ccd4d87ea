package dev.botswain.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;

/// A command as somebody typed it, and what came of it.
record Typed(int status, String out, String err) {

  /// With an output that is not a terminal.
  static Typed of(Map<String, String> environment, String... words) {
    return at(null, "", environment, words);
  }

  /// @param terminal null for none
  static Typed at(
      Terminal terminal, String stdin, Map<String, String> environment, String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var around =
        new CommandEnvironment(
            environment,
            new ByteArrayInputStream(stdin.getBytes(UTF_8)),
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8),
            terminal);
    int status = OperatorCommands.run(List.of(words), around);
    return new Typed(status, out.toString(UTF_8), err.toString(UTF_8));
  }
}
