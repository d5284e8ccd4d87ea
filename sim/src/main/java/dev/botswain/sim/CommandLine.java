package dev.botswain.sim;

import java.util.Iterator;
import java.util.List;

/// Parses the command line of the sim.
final class CommandLine {
  /// An invalid argument; the message is one line for the user.
  static final class BadArgument extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadArgument(String message) {
      super(message);
    }
  }

  static final String HELP =
      """
      Usage: sim [options]
        --port N           port to listen on, 0 for any free port (default 8090)
        --host ADDRESS     address to listen on (default 127.0.0.1)
        --bots N           N bots, each in a guild of its own, instead of the demo world
        --members N        members in each of those guilds (default 50)
        --channels N       channels in each guild (default 20)
        --messages N       messages in the first channel of each guild (default 20)
        --no-limits        no rate limits of any kind
        --heartbeat-ms N   heartbeat interval of the gateway (default 41250)
        --json             print the sim's addresses and a bot's token on one line of JSON
        --help             show this help
      """;

  private static final int PORT = 8090;
  private static final int MEMBERS = 50;
  private static final int CHANNELS = 20;
  private static final int MESSAGES = 20;

  private CommandLine() {}

  /// The options in the arguments.
  ///
  /// @throws BadArgument for an unknown option and for a value that is missing or out of bounds
  static SimOptions parse(List<String> arguments) {
    var options = SimOptions.DEFAULT.withPort(PORT);
    int bots = 0;
    int members = 0;
    int channels = 0;
    int messages = -1;
    var rest = arguments.iterator();
    while (rest.hasNext()) {
      var name = rest.next();
      switch (name) {
        case "--port" -> options = options.withPort(number(name, rest, 0, 65_535));
        case "--host" -> options = options.withHost(value(name, rest));
        case "--bots" -> bots = number(name, rest, 1, 100_000);
        case "--members" -> members = number(name, rest, 2, 1_000_000);
        case "--channels" -> channels = number(name, rest, 1, 500);
        case "--messages" -> messages = number(name, rest, 0, 10_000);
        case "--heartbeat-ms" ->
            options = options.withHeartbeatMs(number(name, rest, 100, 600_000));
        case "--no-limits" -> options = options.withLimits(false);
        default -> throw new BadArgument("unknown option " + name + ", see --help");
      }
    }
    if (bots == 0 && members == 0 && channels == 0 && messages < 0) {
      return options;
    }
    return options.withWorld(
        new SimOptions.WorldSize(
            Math.max(1, bots),
            members == 0 ? MEMBERS : members,
            channels == 0 ? CHANNELS : channels,
            messages < 0 ? MESSAGES : messages));
  }

  private static int number(String name, Iterator<String> rest, int min, int max) {
    var text = value(name, rest);
    int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    if (number < min || number > max) {
      throw new BadArgument(
          "%s needs a number from %s to %s, not %s".formatted(name, min, max, text));
    }
    return number;
  }

  private static String value(String name, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new BadArgument(name + " wants a value");
    }
    return rest.next();
  }
}
