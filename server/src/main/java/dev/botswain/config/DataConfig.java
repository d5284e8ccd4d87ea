package dev.botswain.config;

import dev.botswain.secret.Secret;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What is stored, and for how long.
public record DataConfig(
    @Setting(
            name = "DATA",
            preset = "./data",
            form = Form.FOLDER_OR_MEMORY,
            text =
                "Where sessions, bots, webhooks and events are stored so that they survive a"
                    + " restart; `memory` stores nothing. Unless this is set, `./botswain demo`"
                    + " uses a folder that it deletes when it stops.")
        Optional<Path> folder,
    @Setting(
            name = "STORE",
            preset = "",
            form = Form.STORE,
            secret = true,
            text =
                "A PostgreSQL database in place of a file in `BOTSWAIN_DATA`, as"
                    + " `postgresql://user:password@host:5432/database`; several nodes share one"
                    + " ([several nodes](cluster.md#settings)). `BOTSWAIN_SECRET_KEY` or its file"
                    + " is then required, the same for all nodes.")
        Optional<DatabaseUrl> store,
    @Setting(
            name = "SECRET_KEY",
            preset = "",
            form = Form.SECRET_KEYS,
            secret = true,
            text =
                "Encrypts the stored tokens. Of several keys the first encrypts, and all decrypt"
                    + " ([rotation](backup.md#the-key)). Without it, the server creates a key in"
                    + " the data folder, in `secret.key`.")
        Optional<Secret> key,
    @Setting(
            name = "SECRET_KEY_FILE",
            preset = "",
            form = Form.FILE,
            text =
                "The file with the key, one per line if there are several, in place of"
                    + " `BOTSWAIN_SECRET_KEY`. It must exist, and others than its owner must not"
                    + " be able to read it.")
        Optional<Path> keyFile,
    @Setting(
            name = "EVENT_RETENTION",
            preset = "24h,10000",
            form = Form.RETENTION,
            text = "How long the events of each bot are kept, and how many at most.")
        EventRetention eventRetention,
    @Setting(
            name = "MAX_EVENT_BYTES",
            preset = "1GiB",
            least = "1MiB",
            most = "100000GiB",
            text =
                "How much space all events together may take; past it, the oldest events of the"
                    + " bot that has most are deleted.")
        long maxBytes) {
  static DataConfig of(Reading.Values from) {
    return new DataConfig(
        from.next(), from.next(), from.next(), from.next(), from.next(), from.next());
  }

  /// Reads only these settings, for what is no server; all other variables may be anything.
  ///
  /// @throws ConfigurationRejectedException with all problems at once
  public static DataConfig load(Map<String, String> environment) {
    List<String> names = Settings.of(DataConfig.class).stream().map(Settings.Entry::name).toList();
    var own = new HashMap<>(environment);
    own.keySet().retainAll(names);
    var reading = new Reading(own, Config.class);
    DataConfig data = of(reading.of(DataConfig.class));
    data.problem().ifPresent(reading::add);
    reading.throwProblems();
    return data;
  }

  DataConfig in(Path other) {
    return new DataConfig(Optional.of(other), store, key, keyFile, eventRetention, maxBytes);
  }

  /// What is wrong with the settings together, if anything is.
  Optional<String> problem() {
    if (store.isPresent() && key.isEmpty() && keyFile.isEmpty()) {
      return Optional.of(
          "BOTSWAIN_STORE needs BOTSWAIN_SECRET_KEY or BOTSWAIN_SECRET_KEY_FILE, the same for all"
              + " nodes; `openssl rand -base64 32` makes a key");
    }
    return key.isPresent() && keyFile.isPresent()
        ? Optional.of(
            "BOTSWAIN_SECRET_KEY and BOTSWAIN_SECRET_KEY_FILE are both set; leave one of them out")
        : Optional.empty();
  }

  /// The keys that are set, each 32 bytes; none if none is.
  public List<byte[]> keys() {
    return key.map(Form::keys).orElse(List.of());
  }
}
