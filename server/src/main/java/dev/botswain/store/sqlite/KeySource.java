package dev.botswain.store.sqlite;

import java.nio.file.Path;
import java.util.List;

/// Where the keys that encrypt secrets come from. The first one encrypts, and all decrypt.
public sealed interface KeySource {
  /// The file `secret.key` in the data folder, which is made if the data is new.
  record InFolder() implements KeySource {}

  /// Another file, which must exist.
  record InFile(Path file) implements KeySource {}

  /// Given as they are.
  ///
  /// @param keys each 32 bytes; at least one
  record Given(List<byte[]> keys) implements KeySource {
    @Override
    public String toString() {
      return "Given[" + keys.size() + "]";
    }
  }
}
