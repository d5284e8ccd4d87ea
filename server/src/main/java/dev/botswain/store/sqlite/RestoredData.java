package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.KeyFile;
import dev.botswain.store.sealing.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// A data folder in which a backup takes the place of what was there. The backup is prepared under
/// a first name, and then gets a second one. From that moment on it is the data: whoever opens the
/// folder next finishes the exchange, if the process that began it was killed.
///
/// What was there moves into a folder within, named for the moment of the exchange.
final class RestoredData {
  private static final List<String> FILES = List.of("botswain.db-wal", "botswain.db-shm");

  private final Path folder;

  RestoredData(Path folder) {
    this.folder = folder;
  }

  /// Where a backup is prepared.
  Path draft() {
    return folder.resolve("botswain.db.restoring");
  }

  private Path ready() {
    return folder.resolve("botswain.db.restored");
  }

  private Path database() {
    return folder.resolve("botswain.db");
  }

  /// Whether there is data that would move away.
  boolean hasOther() throws IOException {
    return Files.exists(database()) && Files.size(database()) > 0
        || Files.exists(Database.wal(database()));
  }

  /// The draft becomes the data.
  void replace() throws IOException {
    Files.move(draft(), ready(), StandardCopyOption.ATOMIC_MOVE);
    KeyFile.sync(folder);
    finish();
  }

  /// Finishes what an earlier process began; does nothing if none did.
  void finish() {
    if (!Files.exists(ready())) {
      return;
    }
    try {
      for (String name : FILES) {
        moveAway(folder.resolve(name));
      }
      // The database after its write-ahead log, which must never be beside another database.
      if (Files.exists(database()) && Files.size(database()) > 0) {
        moveAway(database());
      }
      Files.move(
          ready(), database(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      KeyFile.sync(folder);
    } catch (IOException e) {
      throw new StoreUnusableException(
          "a backup is restored in %s, but cannot take its place (%s)".formatted(folder, e), e);
    }
  }

  private void moveAway(Path file) throws IOException {
    if (Files.exists(file)) {
      Files.move(file, aside().resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /// The folder for what was there, the same until the exchange is done.
  private Path aside() throws IOException {
    return aside(Files.getLastModifiedTime(ready()).toInstant());
  }

  private Path aside(Instant at) throws IOException {
    String time =
        DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC)
            .format(at);
    Path aside = folder.resolve("before-restore-" + time);
    return Files.isDirectory(aside) ? aside : Files.createDirectory(aside, OwnerOnly.folder(aside));
  }

  /// Puts a copy of a file beside what moves away.
  void copyAway(Path file) throws IOException {
    Path copy = aside(Files.getLastModifiedTime(draft()).toInstant()).resolve(file.getFileName());
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }
}
