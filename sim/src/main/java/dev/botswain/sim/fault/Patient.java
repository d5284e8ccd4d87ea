package dev.botswain.sim.fault;

import dev.botswain.sim.gateway.Gateway;
import dev.botswain.sim.rest.Rest;
import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.World;

/// The bot for which a fault begins, with what the fault may set.
record Patient(World world, Gateway gateway, Rest rest, Bot bot, Options options) {
  /// The guild that the option `guildId` names, the bot's first one if it is absent.
  ///
  /// @throws IllegalArgumentException if the bot is not there, or in no guild
  Guild guild() {
    Long id = options.id("guildId");
    Guild guild =
        id != null ? bot.guilds().get(id) : bot.guilds().stream().findFirst().orElse(null);
    if (guild == null) {
      throw new IllegalArgumentException("The bot is not in that guild.");
    }
    return guild;
  }

  /// The bot's membership of a guild.
  Member member(Guild guild) {
    Member member = guild.members().get(bot.id());
    if (member == null) {
      throw new IllegalArgumentException("The bot is not in that guild.");
    }
    return member;
  }
}
