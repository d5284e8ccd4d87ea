package dev.botswain.sim.rest;

import dev.botswain.sim.world.Bot;
import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Role;
import dev.botswain.sim.world.User;
import org.jspecify.annotations.Nullable;

/// What a bot may do in one place, and to whom
/// ([Permissions](https://discord.com/developers/docs/topics/permissions#permission-hierarchy)).
///
/// @param guild null in a DM
/// @param self the bot's membership, null in a DM
record Rights(@Nullable Guild guild, @Nullable Member self, long permissions) {
  static Rights inGuild(Guild guild, Bot bot, long now) {
    Member self = guild.members().get(bot.id());
    return new Rights(guild, self, self == null ? 0 : Permissions.inGuild(guild, self, now));
  }

  static Rights inChannel(Channel channel, Bot bot, long now) {
    Guild guild = channel.guild();
    Member self = guild == null ? null : guild.members().get(bot.id());
    return new Rights(guild, self, bot.overHttp().permissions(channel, now));
  }

  boolean has(long permission) {
    return Permissions.has(permissions, permission);
  }

  /// Refuses the request with 50013 if any of these is missing, and with 60003 if one needs
  /// two-factor authentication that the bot's owner does not have.
  Rights need(long permission) {
    if (!has(permission)) {
      throw ErrorCode.MISSING_PERMISSIONS.refusal();
    }
    if ((permission & Permissions.ELEVATED) != 0 && lacksTwoFactor()) {
      throw ErrorCode.TWO_FACTOR_REQUIRED.refusal();
    }
    return this;
  }

  private boolean lacksTwoFactor() {
    return guild != null && guild.demandsTwoFactor() && self != null && !self.user().twoFactor();
  }

  /// Whether the bot sees the creators of emojis and stickers.
  boolean expressions() {
    return has(Permissions.CREATE_GUILD_EXPRESSIONS) || has(Permissions.MANAGE_GUILD_EXPRESSIONS);
  }

  /// Whether the bot sees the creator of one emoji: of all with MANAGE_GUILD_EXPRESSIONS, otherwise
  /// of its own.
  boolean isToldOf(User creator) {
    return has(Permissions.MANAGE_GUILD_EXPRESSIONS)
        || has(Permissions.CREATE_GUILD_EXPRESSIONS) && self != null && creator.id() == self.id();
  }

  /// Refuses the request unless the bot may change an emoji or a sticker: one of its own with
  /// either permission, others only with MANAGE_GUILD_EXPRESSIONS.
  void needToChange(User creator) {
    if (self == null || creator != self.user() || !has(Permissions.CREATE_GUILD_EXPRESSIONS)) {
      need(Permissions.MANAGE_GUILD_EXPRESSIONS);
    }
  }

  /// Refuses the request unless the bot ranks above a member: the owner ranks above all and below
  /// no one, others by their highest roles.
  Rights needAbove(Member other) {
    if (guild == null || self == null || guild.ownerId() == other.id()) {
      throw ErrorCode.MISSING_PERMISSIONS.refusal();
    }
    return needAbove(guild.highestRole(other));
  }

  /// Refuses the request unless the bot's highest role is above a position.
  Rights needAbove(int position) {
    if (guild == null || self == null) {
      throw ErrorCode.MISSING_PERMISSIONS.refusal();
    }
    if (guild.ownerId() != self.id() && guild.highestRole(self).position() <= position) {
      throw ErrorCode.MISSING_PERMISSIONS.refusal();
    }
    return this;
  }

  /// Refuses the request unless the bot's highest role is above a role.
  Rights needAbove(Role role) {
    if (guild == null || self == null) {
      throw ErrorCode.MISSING_PERMISSIONS.refusal();
    }
    if (guild.ownerId() != self.id() && !guild.highestRole(self).isAbove(role)) {
      throw ErrorCode.MISSING_PERMISSIONS.refusal();
    }
    return this;
  }
}
