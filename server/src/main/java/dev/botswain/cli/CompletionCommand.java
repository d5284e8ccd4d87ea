package dev.botswain.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Prints a completion script for a shell.
final class CompletionCommand implements Callable<Integer> {
  enum Shell {
    bash,
    zsh
  }

  private final CommandEnvironment around;
  private final PositionalParamSpec shell =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .required(true)
          .paramLabel("SHELL")
          .type(Shell.class)
          .description("bash or zsh.")
          .build();

  private CompletionCommand(CommandEnvironment around) {
    this.around = around;
  }

  static CommandSpec command(CommandEnvironment around) {
    var completion = new CompletionCommand(around);
    return Commands.command(
            completion,
            "completion",
            "Print a completion script: source <(./botswain completion bash)")
        .addPositional(completion.shell);
  }

  @Override
  public Integer call() {
    CommandSpec root = OperatorCommands.all(around);
    addOthers(root);
    // The script is one for both: in zsh it loads the emulation of bash's completion.
    around.out().print(AutoComplete.bash("botswain", new CommandLine(root)));
    around.out().flush();
    return ExitCode.DONE.status();
  }

  /// The words that never come here, because the launcher or the server handles them.
  private static void addOthers(CommandSpec root) {
    CommandSpec serve = CommandSpec.create().addOption(port("--port"));
    CommandSpec demo =
        CommandSpec.create()
            .addOption(port("--port"))
            .addOption(port("--sim-port"))
            .addOption(OptionSpec.builder("--quiet").build());
    root.addSubcommand("serve", serve);
    root.addSubcommand("demo", demo);
    for (String word : new String[] {"sim", "test", "bench", "help"}) {
      root.addSubcommand(word, CommandSpec.create());
    }
  }

  private static OptionSpec port(String name) {
    return OptionSpec.builder(name).type(int.class).build();
  }
}
