package dev.botswain.store;

import java.util.List;

/// What a session may do that did not come from a login.
///
/// @param name that its creator gave it
/// @param scopes names of what it may do
/// @param expiresAtMillis when it ends, however it is used, in milliseconds since 1970; 0 for never
public record StoredGrant(
    String name,
    List<String> scopes,
    List<Long> guildIds,
    List<Long> channelIds,
    long expiresAtMillis) {}
