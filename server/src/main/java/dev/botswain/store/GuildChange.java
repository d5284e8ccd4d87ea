package dev.botswain.store;

import java.util.Set;

/// What an event changes about the stored state of a bot's guilds.
public sealed interface GuildChange {
  /// The event contains a whole guild. What was stored of it is deleted.
  ///
  /// @param shard the shard that receives its events
  /// @param document the guild as in GUILD_CREATE, in JSON
  record Whole(long guildId, int shard, byte[] document) implements GuildChange {}

  /// The event changes a part. It is stored beside the guild until both are merged; if the guild is
  /// not stored, nothing is.
  record Part(long guildId) implements GuildChange {}

  /// The bot is no longer in the guild.
  record Gone(long guildId) implements GuildChange {}

  /// The bot is in these guilds of a shard, and in no others.
  record Listed(int shard, Set<Long> guildIds) implements GuildChange {}
}
