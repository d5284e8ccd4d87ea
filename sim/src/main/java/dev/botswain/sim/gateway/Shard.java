package dev.botswain.sim.gateway;

/// One part of a bot's guilds (Gateway, "Sharding").
///
/// @param id 0 to count - 1
record Shard(int id, int count) {
  static final Shard ALL = new Shard(0, 1);

  /// Whether this shard receives the events of a guild; shard 0 receives those of no guild (0).
  boolean holds(long guildId) {
    return guildId == 0 ? id == 0 : (guildId >>> 22) % count == id;
  }
}
