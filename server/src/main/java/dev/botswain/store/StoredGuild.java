package dev.botswain.store;

import java.util.List;

/// The stored state of a guild.
///
/// @param shard the shard that receives its events
/// @param document the guild as in GUILD_CREATE, in JSON
/// @param upTo the id of the last event that the document includes
/// @param changes the events that changed it since, by id
public record StoredGuild(
    long botId, long guildId, int shard, byte[] document, long upTo, List<StoredEvent> changes) {}
