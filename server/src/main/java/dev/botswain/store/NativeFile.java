package dev.botswain.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.zip.CRC32;

/// A library's native code, unpacked once as a file in a folder of ours. Libraries themselves
/// unpack it into the system's temporary folder at each start, which may be read-only, or may not
/// allow execution.
public final class NativeFile {
  private NativeFile() {}

  /// Loads it, from the file that an earlier start unpacked if that is complete.
  ///
  /// @param resource in the jar of its library
  /// @param folder where it is unpacked, created if it does not exist
  /// @param name of the file, which should include its version. Other files in the folder whose
  ///   name has the same beginning, up to the first `-`, are other versions, and are deleted
  /// @return the file
  /// @throws IOException if it cannot be written
  /// @throws UnsatisfiedLinkError if the system does not load it; the message is the system's
  @SuppressWarnings("restricted")
  public static Path load(URL resource, Path folder, String name) throws IOException {
    var connection = resource.openConnection();
    connection.setUseCaches(false); // Otherwise closing it closes the jar for all.
    if (!(connection instanceof JarURLConnection inJar)) {
      throw new IOException(resource + " is in no jar");
    }
    Path file = folder.resolve(name).toAbsolutePath();
    try (InputStream bytes = inJar.getInputStream()) {
      if (!isWhole(file, inJar.getJarEntry().getSize(), inJar.getJarEntry().getCrc())) {
        layOut(bytes, folder, name);
      }
    }
    System.load(file.toString());
    return file;
  }

  private static boolean isWhole(Path file, long size, long crc) throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) != size) {
      return false;
    }
    var sum = new CRC32();
    sum.update(Files.readAllBytes(file));
    return sum.getValue() == crc;
  }

  private static void layOut(InputStream bytes, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    try (var others = Files.newDirectoryStream(folder, name.split("-", 2)[0] + "-*")) {
      for (Path other : others) {
        Files.delete(other);
      }
    }
    Path draft = folder.resolve(name + ".new");
    Files.copy(bytes, draft, StandardCopyOption.REPLACE_EXISTING);
    Files.move(draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
  }
}
