package dev.botswain.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request that is to act once.
///
/// @param key names it, among all sessions
/// @param bot whose request it is
/// @param request stands for what was asked for
/// @param answer what it was answered, which may hold secrets, or null while nobody knows
public record StoredKey(
    String key, long bot, String request, byte @Nullable [] answer, Instant at) {
  /// What a key takes beside its answer, in bytes.
  public static final int OVERHEAD = 300;
}
