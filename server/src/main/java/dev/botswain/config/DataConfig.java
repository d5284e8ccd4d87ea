package dev.botswain.config;

import dev.botswain.secret.Secret;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
            name = "SECRET_KEY",
            preset = "",
            form = Form.SECRET_KEY,
            secret = true,
            text =
                "Encrypts the stored tokens. Without it, the server creates a key in the data"
                    + " folder, in `secret.key`.")
        Optional<Secret> key,
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
    return new DataConfig(from.next(), from.next(), from.next(), from.next());
  }

  DataConfig in(Path other) {
    return new DataConfig(Optional.of(other), key, eventRetention, maxBytes);
  }

  /// The key as bytes, or null.
  public byte @Nullable [] keyBytes() {
    return key.map(secret -> Form.key(secret.value())).orElse(null);
  }
}
