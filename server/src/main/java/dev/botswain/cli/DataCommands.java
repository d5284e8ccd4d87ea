package dev.botswain.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.config.ConfigurationRejectedException;
import dev.botswain.config.DataConfig;
import dev.botswain.config.DatabaseUrl;
import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.postgres.PostgresCopyEnd;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sql.CopiedTable;
import dev.botswain.store.sql.CopyEnd;
import dev.botswain.store.sql.StoreCopy;
import dev.botswain.store.sqlite.Backup;
import dev.botswain.store.sqlite.Restore;
import dev.botswain.store.sqlite.SqliteCopyEnd;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// `backup`, `restore` and `store copy`. Unlike all other commands they ask no server: they open
/// the data themselves, which the environment names as it does for the server.
final class DataCommands {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final CommandEnvironment around;
  private final PositionalParamSpec file =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .required(true)
          .paramLabel("FILE")
          .type(Path.class)
          .description("The backup.")
          .build();
  private final PositionalParamSpec target =
      PositionalParamSpec.builder()
          .index("0")
          .arity("1")
          .required(true)
          .paramLabel("TO")
          .type(Target.class)
          .description("postgresql or folder: what is new.")
          .build();
  private final OptionSpec force;
  private final OptionSpec withKey =
      Commands.flag(
          "--with-key",
          "Put the key into it too: whoever reads it then has the tokens of all bots.");
  private final OptionSpec json = Commands.flag("--json", "Print what was done as JSON.");

  private DataCommands(CommandEnvironment around, String force) {
    this.around = around;
    this.force = Commands.flag("--force", force);
  }

  static CommandSpec backup(CommandEnvironment around) {
    var commands = new DataCommands(around, "Replace the file if it exists.");
    return commands
        .command(
            "backup",
            "Copy everything in the data folder (BOTSWAIN_DATA) into one file, as of one moment,"
                + " while the server runs.",
            commands::backup)
        .addOption(commands.withKey);
  }

  static CommandSpec restore(CommandEnvironment around) {
    var commands = new DataCommands(around, "Move data that is there aside, into a folder within.");
    return commands.command(
        "restore",
        "Make a backup the content of the data folder (BOTSWAIN_DATA), while no server runs.",
        commands::restore);
  }

  /// `store copy`.
  static CommandSpec store(CommandEnvironment around) {
    var commands = new DataCommands(around, "");
    Callable<Integer> action = commands::copyStore;
    CommandSpec copy =
        Commands.command(
                action,
                "copy",
                "Copy everything between the data folder (BOTSWAIN_DATA) and a PostgreSQL database"
                    + " (BOTSWAIN_STORE), into whichever of them is new, while no server runs. Bots"
                    + " resume from it.")
            .addPositional(commands.target)
            .addOption(commands.json);
    return Commands.group("store", "What is stored, as a whole.").addSubcommand("copy", copy);
  }

  private CommandSpec command(String name, String about, ToIntFunction<Place> action) {
    Callable<Integer> guarded = () -> run(action);
    return Commands.command(guarded, name, about)
        .addPositional(file)
        .addOption(force)
        .addOption(json);
  }

  /// Where the data is, and its key.
  private record Place(Path folder, KeySource keys) {}

  private int run(ToIntFunction<Place> action) {
    try {
      DataConfig data = DataConfig.load(around.environment());
      Path folder =
          data.folder()
              .orElseThrow(() ->
                  new CommandFailedException(
                      ExitCode.MISUSED, "BOTSWAIN_DATA=memory: nothing is stored"));
      return action.applyAsInt(new Place(folder, KeySource.of(data.keys(), data.keyFile())));
    } catch (ConfigurationRejectedException rejected) {
      throw new CommandFailedException(ExitCode.MISUSED, String.join("; ", rejected.problems()));
    } catch (StoreUnusableException unusable) {
      throw new CommandFailedException(ExitCode.FAILED, String.valueOf(unusable.getMessage()));
    }
  }

  private int backup(Place place) {
    var progress = new ProgressLine(around);
    Backup.Summary made =
        new Backup(place.folder(), place.keys(), Clock.systemUTC())
            .write(path(), Commands.isSet(withKey), Commands.isSet(force), progress::reached);
    progress.end();
    String keys = String.join(", ", made.keyIds());
    var report = new LinkedHashMap<String, Object>();
    report.put("file", made.file().toString());
    report.put("bytes", made.bytes());
    report.put("schema", made.version());
    report.put("bots", made.bots());
    report.put("sessions", made.sessions());
    report.put("webhooks", made.webhooks());
    report.put("events", made.events());
    report.put("keyIds", made.keyIds());
    report.put("hasKey", made.hasKeys());
    return tell(
        report,
        "%s: %s bots, %s sessions, %s webhooks, %s events; %s, schema %s"
            .formatted(
                made.file(),
                made.bots(),
                made.sessions(),
                made.webhooks(),
                made.events(),
                Column.bytes(made.bytes()),
                made.version()),
        made.hasKeys()
            ? "The key (%s) is in it: whoever can read it has the tokens of all bots."
                .formatted(keys)
            : "The key (%s) is not in it, and nothing opens its tokens without: keep a copy of the key elsewhere."
                .formatted(keys));
  }

  private int restore(Place place) {
    var progress = new ProgressLine(around);
    Restore.Summary done =
        new Restore(place.folder(), place.keys(), Clock.systemUTC())
            .run(path(), Commands.isSet(force), progress::reached);
    progress.end();
    Optional<String> aside = done.aside().map(Path::toString);
    var report = new LinkedHashMap<String, Object>();
    report.put("folder", place.folder().toString());
    report.put("bots", done.bots());
    report.put("schema", done.version());
    report.put("keyWritten", done.keysWritten());
    report.put("aside", aside.orElse(null));
    return tell(
        report,
        "%s: %s bots from %s%s"
            .formatted(
                place.folder(),
                done.bots(),
                path(),
                done.keysWritten() ? "; its key is in the key file" : ""),
        aside.map("What was there is in %s."::formatted).orElse("Nothing was there before."),
        "When the server starts, bots continue from where the backup ends, or readers get a gap.");
  }

  /// What a store is copied into. The names are what is typed.
  private enum Target {
    postgresql,
    folder
  }

  private int copyStore() {
    try {
      DataConfig data = DataConfig.load(around.environment());
      DatabaseUrl database =
          data.store()
              .orElseThrow(() ->
                  new CommandFailedException(
                      ExitCode.MISUSED, "BOTSWAIN_STORE is not set: it names the database"));
      Path folder =
          data.folder()
              .orElseThrow(() ->
                  new CommandFailedException(
                      ExitCode.MISUSED, "BOTSWAIN_DATA=memory: nothing is stored"));
      KeySource keys = KeySource.of(data.keys(), data.keyFile());
      Target into = target.getValue();
      try (CopyEnd file = SqliteCopyEnd.open(folder, keys, Clock.systemUTC());
          CopyEnd tables = PostgresCopyEnd.open(database, keys, Clock.systemUTC())) {
        return into == Target.postgresql ? copy(file, tables) : copy(tables, file);
      }
    } catch (ConfigurationRejectedException rejected) {
      throw new CommandFailedException(ExitCode.MISUSED, String.join("; ", rejected.problems()));
    } catch (StoreUnusableException unusable) {
      throw new CommandFailedException(ExitCode.FAILED, String.valueOf(unusable.getMessage()));
    }
  }

  private int copy(CopyEnd from, CopyEnd to) {
    var progress = new ProgressLine(around);
    Map<CopiedTable, Long> copied = new StoreCopy(from, to).run(progress::reached);
    progress.end();
    var report = new LinkedHashMap<String, Object>();
    copied.forEach((table, rows) -> report.put(table.table(), rows));
    return tell(
        report,
        "%s: %s bots, %s sessions, %s webhooks, %s events"
            .formatted(
                to.name(),
                copied.get(CopiedTable.BOTS),
                copied.get(CopiedTable.SESSIONS),
                copied.get(CopiedTable.WEBHOOKS),
                copied.get(CopiedTable.EVENTS)),
        "%s is as it was: never start a server on both.".formatted(from.name()));
  }

  private Path path() {
    return file.getValue();
  }

  private int tell(Map<String, Object> report, String... lines) {
    try {
      List<String> all =
          Commands.isSet(json) ? List.of(JSON.writeValueAsString(report)) : List.of(lines);
      all.forEach(around.out()::println);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
    return ExitCode.DONE.status();
  }
}
