package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.KeyFile;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.Keyring;
import dev.botswain.store.sealing.Keyset;
import dev.botswain.store.sql.KeysInUse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;

/// Makes a backup: one file, of one moment, while a server may use the data. It is a database like
/// the one in the data folder. Unless asked for, the key is not in it.
public final class Backup {
  /// The name in `meta` of when a backup was made, in milliseconds since 1970.
  static final String MADE = "backup_made";

  /// The name in `meta` of the keys in a backup.
  static final String KEYS = "backup_keys";

  private final Path folder;
  private final Keyring keyring;
  private final InstantSource clock;

  /// @param folder of the data
  public Backup(Path folder, KeySource keys, InstantSource clock) {
    this.folder = folder;
    this.keyring = new Keyring(keys, folder);
    this.clock = clock;
  }

  /// Called as long work goes on, some hundred times.
  public interface Progress {
    /// @param done of `all`
    void reached(long done, long all);
  }

  /// What is in a backup.
  ///
  /// @param version of the schema
  /// @param keyIds of the keys that it needs
  /// @param hasKeys whether they are in it
  public record Summary(
      Path file,
      long bytes,
      int version,
      long bots,
      long sessions,
      long webhooks,
      long events,
      List<String> keyIds,
      boolean hasKeys) {}

  /// Makes one. A failure leaves nothing behind, and an existing file as it was.
  ///
  /// @param withKeys whether the keys are written into it, so that whoever reads it has all tokens
  /// @param replace whether an existing file is replaced
  /// @throws StoreUnusableException if that is not possible; the message tells what to do
  public Summary write(Path file, boolean withKeys, boolean replace, Progress progress) {
    Path database = folder.resolve("botswain.db");
    if (!Files.isRegularFile(database)) {
      throw new StoreUnusableException(
          "there is no data in %s; set BOTSWAIN_DATA to the server's data folder"
              .formatted(folder));
    }
    if (keyring.isPartOfData(file)) {
      throw new StoreUnusableException(
          "%s is where the server keeps its data or its key; name a file elsewhere"
              .formatted(file));
    }
    if (Files.exists(file) && !replace) {
      throw new StoreUnusableException(
          "%s exists already; name another file, or add --force to replace it".formatted(file));
    }
    SqliteLibrary.load(folder.resolve("native"));
    if (Contents.of(database).isNew()) {
      throw new StoreUnusableException("nothing is stored in %s yet".formatted(folder));
    }
    Path draft = file.resolveSibling(file.getFileName() + ".part");
    DatabaseCopy.make(database, draft, progress::reached);
    try {
      Summary summary = complete(draft, file, withKeys);
      DatabaseCopy.check(draft);
      publish(draft, file, replace);
      return summary;
    } finally {
      DatabaseCopy.delete(draft);
    }
  }

  private Summary complete(Path draft, Path file, boolean withKeys) {
    try (Connection copy = DatabaseCopy.connect(draft)) {
      int version = Schema.versionOf(copy);
      KeysInUse needed = Schema.keysInUse(copy, version);
      try (var insert = copy.prepareStatement("INSERT OR REPLACE INTO meta VALUES (?, ?)")) {
        put(insert, MADE, clock.instant().toEpochMilli());
        if (withKeys) {
          Keyset keys = keyring.read(false);
          needed.check(keys, file.toString(), keyring, "");
          put(insert, KEYS, keys.text());
        }
      }
      return summary(copy, draft, file, version, needed, withKeys);
    } catch (SQLException | IOException e) {
      throw new StoreUnusableException("cannot write %s (%s)".formatted(file, e), e);
    }
  }

  private static void put(PreparedStatement insert, String name, Object value) throws SQLException {
    insert.setString(1, name);
    insert.setObject(2, value);
    insert.execute();
  }

  private static Summary summary(
      Connection copy, Path draft, Path file, int version, KeysInUse needed, boolean hasKeys)
      throws SQLException, IOException {
    return new Summary(
        file,
        Files.size(draft),
        version,
        DatabaseCopy.number(copy, "SELECT count(*) FROM bots"),
        DatabaseCopy.number(copy, "SELECT count(*) FROM sessions"),
        DatabaseCopy.number(copy, "SELECT count(*) FROM webhooks"),
        DatabaseCopy.number(copy, "SELECT count(*) FROM events"),
        needed.names().stream().filter(name -> !name.isEmpty()).toList(),
        hasKeys);
  }

  private static void publish(Path draft, Path file, boolean replace) {
    try {
      if (replace) {
        Files.move(
            draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } else {
        Files.move(draft, file);
      }
      KeyFile.sync(file.toAbsolutePath().resolveSibling("."));
    } catch (IOException e) {
      throw new StoreUnusableException("cannot write %s (%s)".formatted(file, e), e);
    }
  }
}
