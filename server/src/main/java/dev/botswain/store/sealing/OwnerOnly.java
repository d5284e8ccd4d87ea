package dev.botswain.store.sealing;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/// Permissions for the owner only, where the file system has permissions.
public final class OwnerOnly {
  private OwnerOnly() {}

  public static FileAttribute<?>[] folder(Path path) {
    return rights(path, "rwx------");
  }

  public static FileAttribute<?>[] file(Path path) {
    return rights(path, "rw-------");
  }

  private static FileAttribute<?>[] rights(Path path, String rights) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))
        }
        : new FileAttribute<?>[0];
  }
}
