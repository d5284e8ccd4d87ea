package dev.botswain.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// How all commands are set up.
final class Commands {
  private Commands() {}

  /// A command that does something. Add its options to what is returned.
  static CommandSpec command(Callable<Integer> action, String name, String about) {
    return described(CommandSpec.wrapWithoutInspection(action), name, about);
  }

  /// A command that only has others below it.
  static CommandSpec group(String name, String about) {
    var asked = new Asked();
    CommandSpec spec = described(CommandSpec.wrapWithoutInspection(asked), name, about);
    asked.spec = spec;
    return spec;
  }

  private static CommandSpec described(CommandSpec spec, String name, String about) {
    spec.name(name);
    spec.usageMessage()
        .description(about)
        .width(100)
        .exitCodeListHeading("%nExit status:%n")
        .exitCodeList(ExitCode.meanings());
    return spec.addOption(
        OptionSpec.builder("-h", "--help")
            .usageHelp(true)
            .type(boolean.class)
            .description("Show this help.")
            .build());
  }

  /// An option without a value; [#isSet] reads it.
  static OptionSpec flag(String name, String about) {
    return OptionSpec.builder(name)
        .type(boolean.class)
        .defaultValue("false")
        .description(about)
        .build();
  }

  static boolean isSet(OptionSpec flag) {
    boolean set = flag.getValue();
    return set;
  }

  /// The answer to a group without a command.
  private static final class Asked implements Callable<Integer> {
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
      throw new ParameterException(spec.commandLine(), "which command?");
    }
  }
}
