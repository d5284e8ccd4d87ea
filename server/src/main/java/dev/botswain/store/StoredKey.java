package dev.botswain.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A request that is to act once.
///
/// @param key names it, among all sessions
/// @param request stands for what was asked for
/// @param answer what it was answered, or null while nobody knows
public record StoredKey(String key, String request, byte @Nullable [] answer, Instant at) {}
