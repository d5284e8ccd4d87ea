package dev.botswain.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Saves the support bundle to a file.
final class SupportBundleCommand implements Callable<Integer> {
  private final CommandEnvironment around;
  private final Connection connection;
  private final PositionalParamSpec output =
      PositionalParamSpec.builder()
          .index("0")
          .arity("0..1")
          .paramLabel("FILE")
          .type(Path.class)
          .defaultValue("botswain-support.zip")
          .description("The file to make (${DEFAULT-VALUE}); one that exists is not replaced.")
          .build();

  private SupportBundleCommand(CommandEnvironment around) {
    this.around = around;
    this.connection = new Connection(around);
  }

  static CommandSpec command(CommandEnvironment around) {
    var bundle = new SupportBundleCommand(around);
    CommandSpec spec =
        Commands.command(
            bundle,
            "support-bundle",
            "Save what a person who helps you needs to know of the server, without secrets.");
    spec.addPositional(bundle.output);
    bundle.connection.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    Path file = output.getValue();
    if (Files.exists(file)) {
      throw new CommandFailedException(ExitCode.FAILED, file + " exists already");
    }
    try (Client client = connection.open()) {
      client.download("/api/operator/support-bundle", file);
    }
    around.out().println(file);
    return ExitCode.DONE.status();
  }
}
