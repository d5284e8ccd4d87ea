package dev.botswain.sim;

import dev.botswain.sim.CommandLine.BadArgument;
import dev.botswain.sim.world.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Starts a simulated Discord from the command line and runs it until it is stopped.
public final class Main {
  private Main() {}

  /// See [CommandLine#HELP]. A bad argument exits with status 2, an address that cannot be listened
  /// on with 1.
  public static void main(String[] args) {
    // Not named logback.xml at the root, which programs that embed the sim use for themselves.
    if (System.getProperty("logback.configurationFile") == null) {
      System.setProperty("logback.configurationFile", "dev/botswain/sim/logback.xml");
    }
    var arguments = new ArrayList<>(List.of(args));
    if (arguments.contains("--help")) {
      System.out.print(CommandLine.HELP);
      return;
    }
    boolean json = arguments.remove("--json");
    try {
      var sim = Sim.start(CommandLine.parse(arguments));
      Runtime.getRuntime().addShutdownHook(new Thread(sim::close));
      System.out.println(json ? addresses(sim) : "Sim: " + sim.url());
    } catch (BadArgument e) {
      fail(2, e.getMessage());
    } catch (IllegalStateException e) {
      fail(1, e.getMessage());
    }
  }

  /// One line for a test in another language: the sim's addresses, and a token of its first bot.
  private static String addresses(Sim sim) {
    String token = sim.call(() -> sim.world().bots().all().at(0).token());
    return new String(
        Json.bytes(line -> {
          line.writeStartObject();
          line.writeStringField("url", sim.url());
          line.writeStringField("apiUrl", sim.apiUrl());
          line.writeStringField("gatewayUrl", sim.gatewayUrl());
          line.writeStringField("token", token);
          line.writeEndObject();
        }),
        StandardCharsets.UTF_8);
  }

  private static void fail(int status, @Nullable String message) {
    System.err.println("sim: " + message);
    System.exit(status);
  }
}
