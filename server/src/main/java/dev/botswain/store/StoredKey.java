package dev.botswain.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request that must act only once.
///
/// @param key identifies it, over all sessions
/// @param bot the bot whose request it is
/// @param request a digest of the request
/// @param answer its answer, which may contain secrets, or null while it is unknown
public record StoredKey(
    String key, long bot, String request, byte @Nullable [] answer, Instant at) {
  /// What a key takes besides its answer, in bytes.
  public static final int OVERHEAD = 300;
}
