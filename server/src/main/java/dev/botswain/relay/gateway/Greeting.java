package dev.botswain.relay.gateway;

import dev.botswain.bot.Bot;
import dev.botswain.guild.Guild;
import java.util.List;

/// What a client was told first, so that it can be told again: a connection may break before any
/// event followed.
///
/// @param after the id in the log behind which its events begin
/// @param guilds those that READY names, by id
/// @param saysShards whether the client spoke of shards
record Greeting(long after, List<Long> guilds, boolean saysShards) {
  static Greeting of(Bot bot, ClientFilter filter, boolean saysShards) {
    // The place in the log first, so that nothing falls in between.
    return new Greeting(bot.events().last(), guilds(bot, filter), saysShards);
  }

  /// Whether the client is still in the guilds that it was told of, so that what it would be told
  /// now has the same numbers.
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
