package dev.botswain.cli;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// Prints a new key, for `BOTSWAIN_OPERATOR_KEY`. Asks no server.
final class NewKeyCommand implements Callable<Integer> {
  private static final int BYTES = 32;

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
    var bytes = new byte[BYTES];
    new SecureRandom().nextBytes(bytes);
    around.out().println("bwo_" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    return ExitCode.DONE.status();
  }
}
