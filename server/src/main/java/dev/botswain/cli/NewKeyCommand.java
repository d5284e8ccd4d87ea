package dev.botswain.cli;

import dev.botswain.secret.Secret;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// Prints a new key, for `BOTSWAIN_OPERATOR_KEY`. Asks no server.
final class NewKeyCommand implements Callable<Integer> {
  private final CommandEnvironment around;

  private NewKeyCommand(CommandEnvironment around) {
    this.around = around;
  }

  static CommandSpec command(CommandEnvironment around) {
    return Commands.command(
        new NewKeyCommand(around),
        "make",
        "Print a new key, to set in BOTSWAIN_OPERATOR_KEY before the server starts.");
  }

  @Override
  public Integer call() {
    around.out().println(Secret.random("bwo_").value());
    return ExitCode.DONE.status();
  }
}
