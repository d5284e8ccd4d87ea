package dev.botswain.store;

import java.time.Instant;

/// What a client of the relay goes on with: its gateway session, which is with us, not with
/// Discord.
///
/// @param id as the client knows it; worth nothing without the session it belongs to
/// @param session the hash of that session's id
/// @param state what the relay needs to go on with it, in JSON
/// @param seenAt when its client was there last
public record StoredClientSession(
    String id, long botId, String session, byte[] state, Instant seenAt) {}
