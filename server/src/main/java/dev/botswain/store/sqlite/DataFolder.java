package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import dev.botswain.store.sealing.OwnerOnly;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The folder of a store, held by one process at a time and readable only by its owner.
final class DataFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DataFolder.class);

  /// The folders that this process holds. Many systems drop a process's lock on a file as soon as
  /// it closes any channel to it, so a second attempt must not even open the file.
  private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

  private final Path path;
  private final Path real;
  private final FileChannel lock;

  private DataFolder(Path path, Path real, FileChannel lock) {
    this.path = path;
    this.real = real;
    this.lock = lock;
  }

  /// Creates the folder if it does not exist, and locks it.
  static DataFolder take(Path path) {
    try {
      Files.createDirectories(path.toAbsolutePath(), OwnerOnly.folder(path));
      Path real = path.toRealPath();
      if (!TAKEN.add(real)) {
        throw inUse(path);
      }
      try {
        return new DataFolder(path, real, lock(path));
      } catch (IOException | RuntimeException e) {
        TAKEN.remove(real);
        throw e;
      }
    } catch (IOException e) {
      throw new StoreUnusableException(
          "cannot use the folder %s (%s); set BOTSWAIN_DATA to a writable folder"
              .formatted(path, e),
          e);
    }
  }

  private static FileChannel lock(Path path) throws IOException {
    FileChannel lock =
        FileChannel.open(
            path.resolve("lock"),
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
            OwnerOnly.file(path));
    try {
      if (lock.tryLock() != null) {
        return lock;
      }
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
    lock.close();
    throw inUse(path);
  }

  private static StoreUnusableException inUse(Path path) {
    return new StoreUnusableException(
        "the data in %s is in use already; stop the other process, or set BOTSWAIN_DATA to another folder"
            .formatted(path));
  }

  /// The database, created with permissions for the owner only if it does not exist.
  Path database() {
    new RestoredData(path).finish();
    Path file = path.resolve("botswain.db");
    try {
      Files.createFile(file, OwnerOnly.file(path));
    } catch (FileAlreadyExistsException known) {
      // The file of an earlier run.
    } catch (IOException e) {
      throw new StoreUnusableException("cannot make " + file + " (" + e + ")", e);
    }
    return file;
  }

  Path path() {
    return path;
  }

  /// The folder for unpacked native code. Created on first use.
  Path nativeCode() {
    return path.resolve("native");
  }

  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      log.warn("could not release the lock", e);
    } finally {
      TAKEN.remove(real);
    }
  }
}
