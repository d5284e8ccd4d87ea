package dev.botswain.cli;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The options of every command that talks to a server: which server, the key, and how long to
/// wait. The key is never an argument, because other users of a machine can read those.
final class Connection {
  private static final String KEY = "BOTSWAIN_OPERATOR_KEY";
  private static final int LONGEST_KEY = 1024;

  private final OptionSpec url =
      OptionSpec.builder("--url")
          .paramLabel("URL")
          .type(String.class)
          .description("The server (BOTSWAIN_URL, else http://127.0.0.1:8080).")
          .build();
  private final OptionSpec keyOnStdin =
      Commands.flag(
          "--key-stdin", "Read the operator's key from standard input instead of " + KEY + ".");
  private final OptionSpec timeout =
      OptionSpec.builder("--timeout")
          .paramLabel("SECONDS")
          .type(int.class)
          .defaultValue("30")
          .description("How long to wait for an answer (${DEFAULT-VALUE}).")
          .build();

  private final CommandEnvironment around;

  Connection(CommandEnvironment around) {
    this.around = around;
  }

  void addTo(CommandSpec spec) {
    spec.addOption(url).addOption(keyOnStdin).addOption(timeout);
  }

  /// A client with the operator's key.
  ///
  /// @throws CommandFailedException if there is no key
  Client open() {
    String key = key();
    if (key.isEmpty()) {
      throw new CommandFailedException(
          ExitCode.MISUSED, "needs the operator's key: set " + KEY + ", or use --key-stdin");
    }
    return client(key);
  }

  /// A client that sends the operator's key if there is one.
  Client openWithoutKey() {
    String key = key();
    return client(key.isEmpty() ? null : key);
  }

  private Client client(@Nullable String key) {
    int seconds = timeout.getValue();
    if (seconds < 1) {
      throw new CommandFailedException(ExitCode.MISUSED, "--timeout must be at least 1");
    }
    String server = url.getValue();
    return new Client(
        server == null ? around.variable("BOTSWAIN_URL", "http://127.0.0.1:8080") : server,
        key,
        Duration.ofSeconds(seconds));
  }

  private String key() {
    return Commands.isSet(keyOnStdin) ? firstLine() : around.variable(KEY, "");
  }

  /// Reads no further, so that what follows remains for the command.
  private String firstLine() {
    var line = new StringBuilder();
    try {
      for (int c = around.in().read(); c >= 0 && c != '\n'; c = around.in().read()) {
        line.append((char) c);
        if (line.length() > LONGEST_KEY) {
          throw new CommandFailedException(ExitCode.MISUSED, "standard input holds no key");
        }
      }
    } catch (IOException unreadable) {
      throw new CommandFailedException(ExitCode.FAILED, "cannot read standard input");
    }
    return line.toString().strip();
  }
}
