package dev.botswain.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;

/// Prints the audit as JSON Lines, as it arrives.
final class AuditExportCommand implements Callable<Integer> {
  private final CommandEnvironment around;
  private final Connection connection;
  private final Input[] filters = filters();

  private AuditExportCommand(CommandEnvironment around) {
    this.around = around;
    this.connection = new Connection(around);
  }

  static CommandSpec command(CommandEnvironment around) {
    var export = new AuditExportCommand(around);
    CommandSpec spec =
        Commands.command(
            export,
            "audit-export",
            "Print who did what as JSON Lines, all of it, the oldest first.");
    for (Input filter : export.filters) {
      spec.add(filter.arg());
    }
    export.connection.addTo(spec);
    return spec;
  }

  /// What both commands for the audit take.
  static Input[] filters() {
    return new Input[] {
      Input.query("--bot", "botId", "Only what concerns this bot."),
      Input.query("--tenant", "tenant", "Only of this tenant's bots."),
      Input.query("--session", "session", "Only of the session with this fingerprint."),
      Input.query("--action", "action", "Only this operation, such as sendMessage."),
      Input.query("--outcome", "outcome", "done, refused, replayed, unknown or pending."),
      Input.query("--since", "since", "From this moment on, such as 2026-11-23T12:00:00Z."),
      Input.query("--until", "until", "Before this moment.")
    };
  }

  @Override
  public Integer call() {
    try (Client client = connection.open()) {
      client.copy("/api/operator/audit/export" + Input.queryOf(filters), around.out());
    }
    around.out().flush();
    return ExitCode.DONE.status();
  }
}
