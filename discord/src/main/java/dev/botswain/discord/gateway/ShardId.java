package dev.botswain.discord.gateway;

import java.math.BigInteger;

/// One of the connections that a bot's guilds are spread over.
///
/// @param id from 0 to `count - 1`
/// @param count how many there are
public record ShardId(int id, int count) {
  public ShardId {
    if (count < 1 || id < 0 || id >= count) {
      throw new IllegalArgumentException("no such shard: " + id + " of " + count);
    }
  }

  /// Whether it is the one that hears of a guild.
  ///
  /// Source: <https://discord.com/developers/docs/events/gateway#sharding>.
  public boolean hears(long guildId) {
    return (guildId >>> 22) % count == id;
  }

  /// Whether there may be a guild that both hear of, this one and one of perhaps another number of
  /// shards.
  public boolean overlaps(ShardId other) {
    int common = BigInteger.valueOf(count).gcd(BigInteger.valueOf(other.count)).intValue();
    return id % common == other.id % common;
  }

  @Override
  public String toString() {
    return id + "/" + count;
  }
}
