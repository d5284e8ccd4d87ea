package dev.botswain.store;

import java.util.Set;

/// What an event does to what is kept of a bot's guilds.
public sealed interface GuildChange {
  /// The event brings a whole guild. What was kept of it is forgotten.
  ///
  /// @param shard the shard that hears of it
  /// @param document the guild as GUILD_CREATE has it, in JSON
  record Whole(long guildId, int shard, byte[] document) implements GuildChange {}

  /// The event changes a part. It is kept beside the guild until both are made one; of a guild that
  /// is not kept nothing is.
  record Part(long guildId) implements GuildChange {}

  /// The bot is not in the guild any more.
  record Gone(long guildId) implements GuildChange {}

  /// The bot is in these guilds of a shard, and in no others.
  record Listed(int shard, Set<Long> guildIds) implements GuildChange {}
}
