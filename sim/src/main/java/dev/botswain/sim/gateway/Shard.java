package dev.botswain.sim.gateway;

/// One part of a bot's guilds (Gateway, "Sharding").
///
/// @param id 0 to count - 1
record Shard(int id, int count) {
  static final Shard ALL = new Shard(0, 1);

  /// Says whether the events of a guild come to this shard; those of no guild (0) come to shard 0.
  boolean holds(long guildId) {
    return guildId == 0 ? id == 0 : (guildId >>> 22) % count == id;
  }
}
