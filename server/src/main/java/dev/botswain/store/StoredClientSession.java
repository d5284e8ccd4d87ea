package dev.botswain.store;

import java.time.Instant;

/// What a client of the relay needs to resume: its gateway session, which is with this server, not
/// with Discord.
///
/// @param id as the client knows it; useless without the session that it belongs to
/// @param session the hash of that session's id
/// @param state what the relay needs to continue it, in JSON
/// @param seenAt when its client was last connected
public record StoredClientSession(
    String id, long botId, String session, byte[] state, Instant seenAt) {}
