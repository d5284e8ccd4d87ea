package dev.botswain.sim;

import dev.botswain.sim.CommandLine.BadArgument;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Starts a simulated Discord from the command line and runs it until it is stopped.
public final class Main {
  private Main() {}

  /// See [CommandLine#HELP]. A bad argument ends with status 2, an address that cannot be listened
  /// on with 1.
  public static void main(String[] args) {
    // Not named logback.xml at the root: whoever embeds the sim has that for their own.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "dev/botswain/sim/logback.xml");
    }
    var arguments = List.of(args);
    if (arguments.contains("--help")) {
      System.out.print(CommandLine.HELP);
      return;
    }
    try {
      var sim = Sim.start(CommandLine.parse(arguments));
      Runtime.getRuntime().addShutdownHook(new Thread(sim::close));
      System.out.println("Sim: " + sim.url());
    } catch (BadArgument e) {
      fail(2, e.getMessage());
    } catch (IllegalStateException e) {
      fail(1, e.getMessage());
    }
  }

  private static void fail(int status, @Nullable String message) {
    System.err.println("sim: " + message);
    System.exit(status);
  }
}
