package dev.botswain.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// An event, and what is stored in the same transaction.
///
/// @param upTo where the gateway session goes on behind this event; null where the event did not
///   come from Discord
/// @param changes what it changes about guilds
public record Append(
    StoredEvent event, @Nullable StoredResumePoint upTo, List<GuildChange> changes) {}
