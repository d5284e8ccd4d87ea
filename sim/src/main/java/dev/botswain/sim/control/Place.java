package dev.botswain.sim.control;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Role;
import dev.botswain.sim.world.User;
import dev.botswain.sim.world.World;
import org.jspecify.annotations.Nullable;

/// Where an interaction happens and by whom. The channel is the one in the body, otherwise the
/// first text channel that the bot may view. The user is the one in the body, otherwise the guild's
/// owner or the other user of the DM.
record Place(World world, Bot bot, Channel channel, User user) {
  static Place of(World world, Bot bot, Input input) {
    Long channelId = input.id("channelId");
    Channel channel = channelId == null ? firstOf(bot) : world.channels().get(channelId);
    if (channel == null || !channel.type().hasMessages()) {
      throw Refused.bad("channelId: there is no such channel for messages.");
    }
    if (!channel.bots().contains(bot)) {
      throw Refused.bad("channelId: the bot is not there.");
    }
    Long userId = input.id("userId");
    User user = userId == null ? someone(world, channel) : world.users().get(userId);
    if (user == null) {
      throw Refused.bad("userId: there is no such user.");
    }
    Guild guild = channel.guild();
    if (guild != null && !guild.members().contains(user.id())) {
      throw Refused.bad("userId: user " + user.id() + " is no member of the guild.");
    }
    return new Place(world, bot, channel, user);
  }

  private static @Nullable Channel firstOf(Bot bot) {
    for (Guild guild : bot.guilds()) {
      for (Channel channel : guild.channels()) {
        if (channel.type().hasMessages()
            && !channel.type().isVoice()
            && bot.overHttp().sees(channel)) {
          return channel;
        }
      }
    }
    return null;
  }

  private static @Nullable User someone(World world, Channel channel) {
    Guild guild = channel.guild();
    return guild == null ? channel.recipient() : world.users().get(guild.ownerId());
  }

  @Nullable Guild guild() {
    return channel.guild();
  }

  /// The user with this id.
  User user(long id) {
    User named = world.users().get(id);
    if (named == null) {
      throw Refused.bad("There is no user " + id + ".");
    }
    return named;
  }

  /// The role with this id in the guild, or null.
  @Nullable Role role(long id) {
    Guild guild = guild();
    return guild == null ? null : guild.roles().get(id);
  }
}
