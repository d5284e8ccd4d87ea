package dev.botswain.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/// All commands that picocli reads.
public final class OperatorCommands {
  private OperatorCommands() {}

  /// Runs a command, with the streams and the environment of this process.
  ///
  /// @param arguments the first says which
  /// @return the exit status
  public static int run(List<String> arguments) {
    return run(arguments, CommandEnvironment.ofProcess());
  }

  /// The same with another environment.
  public static int run(List<String> arguments, Map<String, String> environment) {
    return run(arguments, CommandEnvironment.ofProcess().in(environment));
  }

  static int run(List<String> arguments, CommandEnvironment around) {
    var line = new CommandLine(all(around));
    line.setParameterExceptionHandler((wrong, _) -> misused(wrong, around));
    line.setExecutionExceptionHandler((failure, _, _) -> failed(failure, around));
    line.setOut(new PrintWriter(around.out(), true));
    line.setErr(new PrintWriter(around.err(), true));
    Terminal terminal = around.terminal();
    boolean colour = terminal != null && terminal.colour();
    line.setColorScheme(
        CommandLine.Help.defaultColorScheme(
            colour ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
    if (terminal != null) {
      line.setUsageHelpWidth(Math.max(55, terminal.columns())); // Picocli's narrowest.
    }
    return line.execute(arguments.toArray(String[]::new));
  }

  private static int misused(ParameterException wrong, CommandEnvironment around) {
    around
        .err()
        .println(
            "botswain: %s; see %s --help"
                .formatted(
                    Column.plain(String.valueOf(wrong.getMessage())),
                    wrong.getCommandLine().getCommandSpec().qualifiedName()));
    return ExitCode.MISUSED.status();
  }

  private static int failed(Exception failure, CommandEnvironment around) throws Exception {
    if (failure instanceof CommandFailedException expected) {
      around.err().println("botswain: " + expected.sentence());
      return expected.code().status();
    }
    throw failure;
  }

  /// The whole tree of commands.
  static CommandSpec all(CommandEnvironment around) {
    CommandSpec root =
        Commands.group("./botswain", "Run and look after a server for Discord bots.");
    add(root, operator(around));
    add(root, key(around));
    add(root, DataCommands.backup(around));
    add(root, DataCommands.restore(around));
    add(root, DataCommands.store(around));
    add(root, DoctorCommand.command(around));
    add(root, CompletionCommand.command(around));
    return root;
  }

  private static CommandSpec operator(CommandEnvironment around) {
    CommandSpec operator =
        Commands.group("operator", "See and change everything on a running server.");
    // Twice, because an option belongs to one command.
    Map<String, OperatorVerbs.Group> usual = OperatorVerbs.groups();
    OperatorVerbs.groups()
        .forEach((name, group) -> {
          Verb first = usual.getOrDefault(name, group).verbs().getFirst();
          CommandSpec spec = Request.command(first.as(name, group.about()), around);
          group.verbs().forEach(verb -> add(spec, Request.command(verb, around)));
          add(operator, spec);
        });
    OperatorVerbs.alone().forEach(verb -> add(operator, Request.command(verb, around)));
    add(operator, AuditExportCommand.command(around));
    add(operator, SupportBundleCommand.command(around));
    return operator;
  }

  private static CommandSpec key(CommandEnvironment around) {
    CommandSpec key = Commands.group("operator-key", "Make and change the operator's key.");
    add(key, NewKeyCommand.command(around));
    add(
        key,
        Request.command(
            Verb.change(
                "rotate",
                "Make a new key and show it once. The present key stops working.",
                "POST",
                "/api/operator/key/rotations",
                Input.number(
                    "--overlap",
                    "overlapSeconds",
                    "How long the present key works beside the new one (0).")),
            around));
    return key;
  }

  private static void add(CommandSpec group, CommandSpec command) {
    group.addSubcommand(command.name(), command);
  }
}
