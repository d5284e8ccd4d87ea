package dev.botswain.store.sealing;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Where the keys that encrypt secrets come from. The first one encrypts, and all decrypt.
public sealed interface KeySource {
  /// What the settings say.
  ///
  /// @param keys none if they are not given
  static KeySource of(List<byte[]> keys, Optional<Path> file) {
    return file.<KeySource>map(InFile::new)
        .orElseGet(() -> keys.isEmpty() ? new InFolder() : new Given(keys));
  }

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
