package dev.botswain.store.sqlite;

import dev.botswain.store.StoreUnusableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
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
      Files.createDirectories(path.toAbsolutePath(), only("rwx------", path));
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
            only("rw-------", path));
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
    Path file = path.resolve("botswain.db");
    try {
      Files.createFile(file, only("rw-------", path));
    } catch (FileAlreadyExistsException known) {
      // The file of an earlier run.
    } catch (IOException e) {
      throw new StoreUnusableException("cannot make " + file + " (" + e + ")", e);
    }
    return file;
  }

  /// The folder for unpacked native code. Created on first use.
  Path nativeCode() {
    return path.resolve("native");
  }

  Path keyFile() {
    return path.resolve("secret.key");
  }

  /// The key in the key file.
  ///
  /// @param mayMake whether to create one if there is no file
  byte[] key(boolean mayMake) {
    try {
      return decoded(Files.readString(keyFile()));
    } catch (NoSuchFileException missing) {
      if (!mayMake) {
        throw new StoreUnusableException(
            "the key of the data in %s is gone: put %s back, or set BOTSWAIN_SECRET_KEY, or move the"
                    .formatted(path, keyFile())
                + " folder away to begin anew (all bots then have to log in again)");
      }
      return makeKey();
    } catch (IOException e) {
      throw new StoreUnusableException("cannot read %s (%s)".formatted(keyFile(), e), e);
    }
  }

  private byte[] decoded(String text) {
    try {
      byte[] key = Base64.getDecoder().decode(text.strip());
      if (key.length == Vault.KEY_BYTES) {
        return key;
      }
    } catch (IllegalArgumentException notBase64) {
      // Reported below.
    }
    throw new StoreUnusableException(
        "%s does not hold a key: it must be %s bytes in base64"
            .formatted(keyFile(), Vault.KEY_BYTES));
  }

  /// The file is complete or absent, whenever the process or the machine stops.
  private byte[] makeKey() {
    byte[] key = new byte[Vault.KEY_BYTES];
    new SecureRandom().nextBytes(key);
    try {
      Path draft = path.resolve("secret.key.new");
      Files.deleteIfExists(draft);
      Files.createFile(draft, only("rw-------", path));
      Files.writeString(
          draft,
          Base64.getEncoder().encodeToString(key) + "\n",
          StandardOpenOption.WRITE,
          StandardOpenOption.SYNC);
      Files.move(draft, keyFile(), StandardCopyOption.ATOMIC_MOVE);
      return key;
    } catch (IOException e) {
      throw new StoreUnusableException("cannot make %s (%s)".formatted(keyFile(), e), e);
    }
  }

  /// Permissions for the owner only, if the file system supports them.
  private static FileAttribute<?>[] only(String rights, Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
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
