package dev.botswain.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The operator's key, and the one before it if that still works.
///
/// @param hash its SHA-256, in hex
/// @param previous the same of the one before; null for none
/// @param previousUntil how long that works; null if there is none
public record StoredOperatorKey(
    String hash, @Nullable String previous, @Nullable Instant previousUntil) {
  public StoredOperatorKey(String hash) {
    this(hash, null, null);
  }

  /// As one text, for stores without columns for it.
  public String text() {
    return previous == null || previousUntil == null
        ? hash
        : "%s %s %s".formatted(hash, previous, previousUntil.toEpochMilli());
  }

  /// Reads [#text].
  public static StoredOperatorKey of(String text) {
    String[] parts = text.split(" ");
    return parts.length < 3
        ? new StoredOperatorKey(parts[0])
        : new StoredOperatorKey(parts[0], parts[1], Instant.ofEpochMilli(Long.parseLong(parts[2])));
  }
}
