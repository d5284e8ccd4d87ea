package dev.botswain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Says what is wrong with the bot of a token. The token is never an argument, because other users
/// of a machine can read those.
final class DoctorCommand implements Callable<Integer> {
  private static final int LONGEST_TOKEN = 512;

  private final CommandEnvironment around;
  private final Connection connection;
  private final OptionSpec tokenOnStdin =
      Commands.flag("--token-stdin", "Read the bot's token from standard input.");
  private final OptionSpec bot =
      OptionSpec.builder("--bot")
          .paramLabel("BOT-ID")
          .type(String.class)
          .description("The bot whose token it should be.")
          .build();
  private final OptionSpec json = Commands.flag("--json", "Print the API's JSON.");

  private DoctorCommand(CommandEnvironment around) {
    this.around = around;
    this.connection = new Connection(around);
  }

  static CommandSpec command(CommandEnvironment around) {
    var doctor = new DoctorCommand(around);
    CommandSpec spec =
        Commands.command(
            doctor,
            "doctor",
            "Say what is wrong with a bot and what helps, given its token; it need not be logged"
                + " in.");
    spec.addOption(doctor.tokenOnStdin).addOption(doctor.bot).addOption(doctor.json);
    doctor.connection.addTo(spec);
    return spec;
  }

  @Override
  public Integer call() {
    if (!Commands.isSet(tokenOnStdin)) {
      throw new CommandFailedException(
          ExitCode.MISUSED, "needs the bot's token on standard input: --token-stdin");
    }
    try (Client client = connection.open()) { // Reads the key first, if it is in the same input.
      ObjectNode body = JsonNodeFactory.instance.objectNode().put("token", token());
      String expected = bot.getValue();
      if (expected != null) {
        body.put("botId", expected);
      }
      Reply reply = client.send("POST", "/api/operator/doctor", body);
      Pager.show(Commands.isSet(json) ? List.of(reply.text()) : lines(reply.body()), around);
      return (reply.body().path("healthy").asBoolean() ? ExitCode.DONE : ExitCode.UNHEALTHY)
          .status();
    }
  }

  private String token() {
    try {
      byte[] all = around.in().readNBytes(LONGEST_TOKEN + 2); // With a line's end.
      String token = new String(all, StandardCharsets.UTF_8).strip();
      if (!token.isEmpty() && token.length() <= LONGEST_TOKEN) {
        return token;
      }
    } catch (IOException unreadable) {
      throw new CommandFailedException(ExitCode.FAILED, "cannot read standard input");
    }
    throw new CommandFailedException(ExitCode.MISUSED, "standard input holds no token");
  }

  private static List<String> lines(JsonNode report) {
    var lines = new ArrayList<String>();
    JsonNode subject = report.path("bot");
    String name =
        subject.isObject()
            ? Column.text(subject.path("username")) + " " + Column.text(subject.path("id"))
            : "an unknown bot";
    String outcome = report.path("healthy").asBoolean() ? "nothing is wrong" : "something is wrong";
    lines.add(name + ": " + outcome);
    for (JsonNode finding : report.path("findings")) {
      lines.add("");
      lines.add(
          "%s %s: %s"
              .formatted(
                  Column.text(finding.path("severity")),
                  Column.text(finding.path("code")),
                  Column.text(finding.path("sentence"))));
      finding
          .path("evidence")
          .properties()
          .forEach(fact ->
              lines.add("  " + Column.plain(fact.getKey()) + ": " + Column.text(fact.getValue())));
      lines.add("  " + Column.text(finding.path("remedy")));
      if (finding.path("link").isTextual()) {
        lines.add("  " + Column.text(finding.path("link")));
      }
    }
    lines.add("");
    lines.add("Without a finding: " + Column.text(report.path("passed")));
    if (report.path("invite").isObject()) {
      lines.add("Invite: " + Column.text(report.path("invite").path("url")));
    }
    return lines;
  }
}
