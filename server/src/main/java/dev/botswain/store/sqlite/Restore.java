package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.StoredEvent;
import dev.botswain.store.sealing.KeySource;
import dev.botswain.store.sealing.Keyring;
import dev.botswain.store.sealing.Keyset;
import dev.botswain.store.sql.Select;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes a backup the data of a folder that no server uses.
///
/// Events that were stored after the backup are lost, and so are their ids. Readers may remember
/// such an id, so no event may get it again: the next ids begin after [#MARGIN] from now, in case
/// this machine's clock is behind. Bots then resume from where the backup ends, and Discord sends
/// again what came since; or it has forgotten, and readers get a `gap` like after any lost session.
public final class Restore {
  /// The name in `meta` of an id above which the next begin.
  static final String IDS_ABOVE = "ids_above";

  private static final Duration MARGIN = Duration.ofDays(1);

  private final Path folder;
  private final KeySource source;
  private final InstantSource clock;

  /// @param folder of the data
  public Restore(Path folder, KeySource source, InstantSource clock) {
    this.folder = folder;
    this.source = source;
    this.clock = clock;
  }

  /// What has become of the data.
  ///
  /// @param bots in the backup
  /// @param version of the backup's schema
  /// @param keysWritten whether the keys of the backup are in the key file now
  /// @param aside where that is which was there, if there was anything
  public record Summary(long bots, int version, boolean keysWritten, Optional<Path> aside) {}

  /// Restores. Until everything is checked nothing is changed, and a failure leaves the data as it
  /// was.
  ///
  /// @param replace whether data that is there is moved aside
  /// @throws StoreUnusableException if that is not possible; the message tells what to do
  public Summary run(Path file, boolean replace, Backup.Progress progress) {
    if (!Files.isRegularFile(file)) {
      throw new StoreUnusableException("there is no file %s".formatted(file));
    }
    try (DataFolder held = DataFolder.take(folder)) {
      var data = new RestoredData(folder);
      data.finish();
      boolean other = data.hasOther();
      if (other && !replace) {
        throw new StoreUnusableException(
            "there is data in %s; add --force to move it aside, or set BOTSWAIN_DATA to another folder"
                .formatted(folder));
      }
      SqliteLibrary.load(held.nativeCode());
      Contents contents = Contents.of(file);
      if (contents.isNew()) {
        throw new StoreUnusableException("%s is empty".formatted(file));
      }
      DatabaseCopy.make(file, data.draft(), progress::reached);
      try {
        return exchange(contents, data, other);
      } finally {
        DatabaseCopy.delete(data.draft());
      }
    } catch (IOException e) {
      throw new StoreUnusableException("cannot restore to %s (%s)".formatted(folder, e), e);
    }
  }

  private Summary exchange(Contents contents, RestoredData data, boolean other) throws IOException {
    DatabaseCopy.check(data.draft());
    var keyring = new Keyring(source, folder);
    Keyset newKeys;
    long bots;
    try (Connection copy = DatabaseCopy.connect(data.draft())) {
      newKeys = newKeys(contents, keyring, keysWithin(copy));
      long above = DatabaseCopy.number(copy, SqliteEvents.LAST_ID);
      execute(copy, "DELETE FROM meta WHERE name IN (?, ?)", Backup.KEYS, Backup.MADE);
      execute(
          copy,
          "INSERT OR REPLACE INTO meta VALUES (?, ?)",
          IDS_ABOVE,
          Math.max(above, StoredEvent.idAt(clock.instant().plus(MARGIN).toEpochMilli())));
      bots = DatabaseCopy.number(copy, "SELECT count(*) FROM bots");
    } catch (SQLException e) {
      throw new StoreUnusableException(
          "cannot restore %s (%s)".formatted(contents.file(), e.getMessage()), e);
    }
    if (newKeys != null) {
      keepOldKeys(data);
      keyring.write(newKeys);
    }
    data.replace();
    return new Summary(
        bots, contents.version(), newKeys != null, other ? newestAside() : Optional.empty());
  }

  private static void execute(Connection copy, String sql, Object... values) throws SQLException {
    try (var statement = copy.prepareStatement(sql)) {
      Select.bind(statement, values);
      statement.execute();
    }
  }

  private static @Nullable Keyset keysWithin(Connection copy) throws SQLException {
    return Select.first(
            copy,
            "SELECT value FROM meta WHERE name = ?",
            row -> Keyset.parse(row.getString(1)),
            Backup.KEYS)
        .orElse(null);
  }

  /// The keys to write to the key file, or null if those that are there open everything.
  private @Nullable Keyset newKeys(Contents contents, Keyring keyring, @Nullable Keyset within) {
    Keyset there = null;
    StoreUnusableException refusal;
    try {
      there = keyring.read(false);
      contents.keys().check(there, contents.file().toString(), keyring, "");
      return null;
    } catch (StoreUnusableException e) {
      refusal = e;
    }
    if (within == null || source instanceof KeySource.Given) {
      throw refusal;
    }
    contents.keys().check(within, contents.file().toString(), keyring, "");
    return there == null
        ? within
        : Keyset.of(
            within.first(), Stream.concat(within.keys().stream(), there.keys().stream()).toList());
  }

  private void keepOldKeys(RestoredData data) throws IOException {
    Path keys = folder.resolve("secret.key");
    if (source instanceof KeySource.InFolder && Files.exists(keys)) {
      data.copyAway(keys);
    }
  }

  private Optional<Path> newestAside() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(path -> path.getFileName().toString().startsWith("before-restore-"))
          .sorted()
          .reduce((_, last) -> last);
    }
  }
}
