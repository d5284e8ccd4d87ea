package dev.botswain.store;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A session.
///
/// @param hash the SHA-256 of its id, in hex
/// @param guildId the guild that was named at login, or null
/// @param acknowledged the id of the last event that its caller is done with; 0 for none
/// @param grant null for a session from a login, which may do everything
/// @param parent the hash of the session that created it and that it ends with, or null
public record StoredSession(
    String hash,
    long botId,
    @Nullable Long guildId,
    Instant createdAt,
    Instant lastUsedAt,
    long acknowledged,
    @Nullable StoredGrant grant,
    @Nullable String parent) {}
