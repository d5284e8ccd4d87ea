package dev.botswain.discord.gateway;

import java.math.BigInteger;

/// One of the connections that a bot's guilds are spread over.
///
/// @param id from 0 to `count - 1`
/// @param count the number of shards
public record ShardId(int id, int count) {
  public ShardId {
    if (count < 1 || id < 0 || id >= count) {
      throw new IllegalArgumentException("no such shard: " + id + " of " + count);
    }
  }

  /// Whether this shard receives the events of a guild.
  ///
  /// Source: <https://discord.com/developers/docs/events/gateway#sharding>.
  public boolean hears(long guildId) {
    return (guildId >>> 22) % count == id;
  }

  /// Whether there can be a guild whose events both shards receive, even if the number of shards
  /// differs.
  public boolean overlaps(ShardId other) {
    int common = BigInteger.valueOf(count).gcd(BigInteger.valueOf(other.count)).intValue();
    return id % common == other.id % common;
  }

  @Override
  public String toString() {
    return id + "/" + count;
  }
}
