package dev.botswain.relay.gateway;

import dev.botswain.bot.Bot;
import dev.botswain.guild.Guild;
import java.util.List;

/// What a client was sent first, so that it can be sent again: a connection may break before any
/// event follows.
///
/// @param after the id in the log after which its events begin
/// @param guilds those that READY names, by id
/// @param saysShards whether the client gave a shard
record Greeting(long after, List<Long> guilds, boolean saysShards) {
  static Greeting of(Bot bot, ClientFilter filter, boolean saysShards) {
    // The position in the log first, so that nothing is lost in between.
    return new Greeting(bot.events().last(), guilds(bot, filter), saysShards);
  }

  /// Whether the client is still in the guilds that it was sent, so that the preamble would have
  /// the same numbers now.
  boolean holdsFor(Bot bot, ClientFilter filter) {
    return guilds.equals(guilds(bot, filter));
  }

  private static List<Long> guilds(Bot bot, ClientFilter filter) {
    return bot.guilds().stream()
        .map(Guild::id)
        .filter(filter::hearsGuild)
        .sorted(Long::compareUnsigned)
        .toList();
  }
}
