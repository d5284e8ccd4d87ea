package dev.botswain.store.sealing;

import dev.botswain.store.StoreUnusableException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A file with keys, one a line. It is complete or absent, whenever the process or the machine
/// stops.
public final class KeyFile {
  private static final Logger log = LoggerFactory.getLogger(KeyFile.class);
  private static final Set<PosixFilePermission> OWNERS =
      EnumSet.of(
          PosixFilePermission.OWNER_READ,
          PosixFilePermission.OWNER_WRITE,
          PosixFilePermission.OWNER_EXECUTE);

  private final Path path;

  public KeyFile(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /// @throws NoSuchFileException if it does not exist
  /// @throws StoreUnusableException if it contains anything but keys, or cannot be read
  public Keyset read() throws NoSuchFileException {
    try {
      return Keyset.parse(Files.readString(path));
    } catch (IllegalArgumentException e) {
      throw new StoreUnusableException(
          "%s does not hold a key: each line must be %s bytes in base64 or hex"
              .formatted(path, SealingKey.BYTES));
    } catch (NoSuchFileException missing) {
      throw missing;
    } catch (IOException e) {
      throw new StoreUnusableException("cannot read %s (%s)".formatted(path, e), e);
    }
  }

  /// Refuses a file that others than its owner may use, as `ssh` does: only if it belongs to the
  /// owner of the data, because otherwise its permissions are somebody else's decision.
  public void refuseIfOpen(Path data) {
    try {
      if (isOpen() && Files.getOwner(path).equals(Files.getOwner(data))) {
        throw new StoreUnusableException(
            "%s can be read by others (%s): run chmod 600 %s"
                .formatted(path, PosixFilePermissions.toString(rights()), path));
      }
    } catch (IOException | UnsupportedOperationException e) {
      // Reading it tells what is wrong.
    }
  }

  /// Takes permissions of others away.
  public void closeToOthers() {
    try {
      if (isOpen()) {
        log.warn(
            "{} could be read by others ({}); now only its owner can",
            path,
            PosixFilePermissions.toString(rights()));
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
      }
    } catch (IOException | UnsupportedOperationException e) {
      log.atDebug().setCause(e).log("permissions cannot be changed");
    }
  }

  private boolean isOpen() throws IOException {
    return !OWNERS.containsAll(rights());
  }

  private Set<PosixFilePermission> rights() throws IOException {
    return Files.getPosixFilePermissions(path);
  }

  public void write(Keyset keys) throws IOException {
    Path target = Files.exists(path) ? path.toRealPath() : path.toAbsolutePath();
    Path draft = target.resolveSibling(target.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, OwnerOnly.file(draft));
    Files.writeString(draft, keys.text(), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
    sync(target.resolveSibling("."));
  }

  /// Makes the names in a folder survive a loss of power.
  public static void sync(Path folder) {
    try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      log.atDebug().setCause(e).log("this system syncs no folders");
    }
  }
}
