package dev.botswain.store;

import org.jspecify.annotations.Nullable;

/// An event, and what is stored in the same transaction.
///
/// @param upTo where the gateway session goes on behind this event; null where the event did not
///   come from Discord
/// @param change what it changes about a guild, or null
public record Append(
    StoredEvent event, @Nullable StoredResumePoint upTo, @Nullable GuildChange change) {}
