package dev.botswain.store;

/// What an event does to what is kept of a guild.
public sealed interface GuildChange {
  /// The guild that changes.
  long guildId();

  /// The event is the whole guild, GUILD_CREATE. What was kept of it is forgotten.
  record Whole(long guildId, int shard) implements GuildChange {}

  /// The event changes a part. It is kept beside the guild until both are made one.
  record Part(long guildId) implements GuildChange {}

  /// The bot is not in the guild any more.
  record Gone(long guildId) implements GuildChange {}
}
