package dev.botswain.sim.fault;

import dev.botswain.sim.world.Channel;
import dev.botswain.sim.world.Guild;
import dev.botswain.sim.world.Member;
import dev.botswain.sim.world.PermissionOverwrite;
import dev.botswain.sim.world.Permissions;
import dev.botswain.sim.world.Role;
import dev.botswain.sim.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// The bot in a guild: permissions, roles, channels, and its own membership.
final class GuildFaults {
  private static final int AUTOMOD_QUARANTINED_USERNAME = 1 << 7;

  static final List<BotFault> ALL =
      List.of(
          BotFault.of(
              "guilds_none",
              "The bot was removed from all guilds. Healed, it joins them again.",
              GuildFaults::leaveAll),
          BotFault.of(
              "guild_unavailable",
              "A guild has an outage: GUILD_DELETE with `unavailable`, and no more events.",
              "guildId",
              patient -> {
                Guild guild = patient.guild();
                var guilds = patient.world().guilds();
                guilds.beginOutage(guild);
                return () -> guilds.endOutage(guild);
              }),
          BotFault.of(
              "permission_missing",
              "All roles of the bot in a guild, @everyone too, lose `permissions` and"
                  + " ADMINISTRATOR: 403 50013.",
              "guildId, permissions (2048, SEND_MESSAGES)",
              GuildFaults::takePermissions),
          BotFault.of(
              "role_too_low",
              "The roles of the bot are below all others of a guild: 403 50013 for giving those.",
              "guildId",
              GuildFaults::lowerRoles),
          BotFault.of(
              "bot_timed_out",
              "The bot is timed out in a guild for `minutes`: only VIEW_CHANNEL and"
                  + " READ_MESSAGE_HISTORY are left to it.",
              "guildId, minutes (60)",
              patient -> {
                long minutes = patient.options().number("minutes", 1, 28 * 24 * 60, 60);
                long until = patient.world().now() + minutes * 60_000;
                return change(patient, m -> m.timedOutUntil(until), m -> m.timedOutUntil(0));
              }),
          BotFault.of(
              "channels_hidden",
              "The bot may view no channel of a guild.",
              "guildId",
              GuildFaults::hideChannels),
          BotFault.of(
              "membership_pending",
              "The bot has not passed a guild's membership screening (`pending`), and is restricted"
                  + " like one that is timed out.",
              "guildId",
              patient -> {
                Guild guild = patient.guild();
                guild.screensMembers(true);
                Runnable heal = change(patient, m -> m.pending(true), m -> m.pending(false));
                return () -> {
                  guild.screensMembers(false);
                  heal.run();
                };
              }),
          BotFault.of(
              "name_quarantined",
              "The bot's name is blocked by a guild's AutoMod (AUTOMOD_QUARANTINED_USERNAME in its"
                  + " member's flags).",
              "guildId",
              patient ->
                  change(
                      patient,
                      m -> m.flags(m.flags() | AUTOMOD_QUARANTINED_USERNAME),
                      m -> m.flags(m.flags() & ~AUTOMOD_QUARANTINED_USERNAME))),
          BotFault.of(
              "two_factor_missing",
              "A guild demands two-factor authentication (`mfa_level` 1) and the bot's owner has"
                  + " none (`mfa_enabled`): 403 60003 for moderating.",
              "guildId",
              patient -> {
                Guild guild = patient.guild();
                var guilds = patient.world().guilds();
                patient.bot().user().twoFactor(false);
                guilds.update(guild, changed -> changed.demandsTwoFactor(true));
                return () -> {
                  patient.bot().user().twoFactor(true);
                  guilds.update(guild, changed -> changed.demandsTwoFactor(false));
                };
              }));

  private GuildFaults() {}

  private static Runnable change(Patient patient, Consumer<Member> begin, Consumer<Member> end) {
    Guild guild = patient.guild();
    Member member = patient.member(guild);
    var members = patient.world().members();
    members.update(guild, member, begin);
    return () -> members.update(guild, member, end);
  }

  private static Runnable leaveAll(Patient patient) {
    var bot = patient.bot();
    var bots = patient.world().bots();
    Map<Guild, Role> before = new LinkedHashMap<>();
    for (Guild guild : bot.guilds().list()) {
      before.put(guild, guild.highestRole(patient.member(guild)));
      bots.leave(bot, guild);
    }
    return () ->
        before.forEach((guild, role) -> {
          Member member = bots.join(bot, guild, role.permissions());
          Role own = guild.highestRole(member);
          patient.world().roles().update(guild, own, again -> again.position(role.position()));
        });
  }

  private static Runnable takePermissions(Patient patient) {
    long taken =
        patient.options().number("permissions", 1, Permissions.ALL, Permissions.SEND_MESSAGES)
            | Permissions.ADMINISTRATOR;
    Guild guild = patient.guild();
    Member member = patient.member(guild);
    Map<Role, Long> before = new LinkedHashMap<>();
    for (Role role : guild.roles().list()) {
      if (role == guild.everyone() || member.hasRole(role.id())) {
        before.put(role, role.permissions());
      }
    }
    var roles = patient.world().roles();
    before.forEach((role, had) -> roles.update(guild, role, r -> r.permissions(had & ~taken)));
    return () -> before.forEach((role, had) -> roles.update(guild, role, r -> r.permissions(had)));
  }

  private static Runnable lowerRoles(Patient patient) {
    Guild guild = patient.guild();
    Member member = patient.member(guild);
    Map<Role, Integer> before = new LinkedHashMap<>();
    for (Role role : guild.roles().list()) {
      if (role != guild.everyone()) {
        before.put(role, role.position());
      }
    }
    World world = patient.world();
    before.forEach(
        (role, had) -> move(world, guild, role, member.hasRole(role.id()) ? 1 : had + 1));
    return () -> before.forEach((role, had) -> move(world, guild, role, had));
  }

  private static void move(World world, Guild guild, Role role, int position) {
    if (role.position() != position) {
      world.roles().update(guild, role, moved -> moved.position(position));
    }
  }

  private static Runnable hideChannels(Patient patient) {
    Guild guild = patient.guild();
    long botId = patient.bot().id();
    var channels = patient.world().channels();
    Map<Channel, List<PermissionOverwrite>> before = new LinkedHashMap<>();
    for (Channel channel : guild.channels().list()) {
      before.put(channel, channel.overwrites());
      var denied = new ArrayList<>(channel.overwrites());
      denied.removeIf(overwrite -> overwrite.id() == botId);
      denied.add(PermissionOverwrite.member(botId, 0, Permissions.VIEW_CHANNEL));
      channels.update(guild, channel, hidden -> hidden.overwrites(denied));
    }
    return () ->
        before.forEach(
            (channel, had) -> channels.update(guild, channel, shown -> shown.overwrites(had)));
  }
}
