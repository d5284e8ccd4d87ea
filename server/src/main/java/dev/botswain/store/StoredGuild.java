package dev.botswain.store;

import java.util.List;

/// What is kept of a guild.
///
/// @param shard the shard that hears of it
/// @param document the guild as GUILD_CREATE has it, in JSON
/// @param upTo the id of the last event that the document knows of
/// @param changes the events that changed it since, by id
public record StoredGuild(
    long botId, long guildId, int shard, byte[] document, long upTo, List<StoredEvent> changes) {}
