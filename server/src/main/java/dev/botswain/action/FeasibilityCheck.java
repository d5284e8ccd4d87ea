package dev.botswain.action;

import dev.botswain.action.Feasibility.Hierarchy;
import dev.botswain.action.Feasibility.Rank;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.guild.Channel;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Role;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects what prevents an action, and creates a [Feasibility] from it.
final class FeasibilityCheck {
  private final ActionContext asked;
  private final Set<Permission> missing = EnumSet.noneOf(Permission.class);
  private final List<String> reasons = new ArrayList<>();
  private final List<String> assumptions = new ArrayList<>();
  private @Nullable Hierarchy hierarchy;
  private @Nullable Intent intent;

  FeasibilityCheck(ActionContext asked) {
    this.asked = asked;
  }

  /// Checks everything that an action needs.
  ///
  /// @param target null if nothing is known of it
  Feasibility of(Action action, Feasibility.@Nullable Target target) {
    permissions(action);
    outranks(action.above(asked), target);
    for (Action.Obstacle obstacle : action.obstacles()) {
      if (obstacle.when().test(asked)) {
        reasons.add(obstacle.reason());
      }
    }
    if (asked.request().isDryRun()) {
      reasons.addAll(action.problems(asked));
    }
    if (action.intent() != null && !asked.bot().has(action.intent())) {
      intent = action.intent();
    }
    return new Feasibility(
        reasons.isEmpty(),
        missing.stream().map(Permission::name).toList(),
        hierarchy,
        intent == null ? null : intent.name(),
        List.copyOf(reasons),
        List.copyOf(assumptions));
  }

  private void permissions(Action action) {
    Guild guild = asked.guild();
    Channel channel = asked.channel();
    if (guild == null) {
      if (action.place() == Action.Place.CHANNEL) {
        assumptions.add(
            "the channel is in none of the guilds that this server knows, so it is assumed to be a"
                + " direct message or an old thread in which the bot may do this");
      }
      return;
    }
    long has = guild.permissions(asked.bot().id(), channel);
    if (channel != null && !Permission.VIEW_CHANNEL.in(has)) {
      lacks(Permission.VIEW_CHANNEL, channel);
      return;
    }
    for (Action.Need need : action.needs()) {
      for (Permission permission : need.of(asked)) {
        Permission inPlace = inPlace(permission, channel);
        if (!inPlace.in(has)) {
          lacks(inPlace, channel);
        }
      }
    }
    for (Action.Advice advice : action.advice()) {
      if (!advice.permission().in(has) && advice.when().test(asked)) {
        assumptions.add(
            "the bot lacks the permission %s and so cannot %s"
                .formatted(advice.permission(), advice.lost()));
      }
    }
  }

  /// Sending in threads has its own permission.
  private static Permission inPlace(Permission permission, @Nullable Channel channel) {
    return permission == Permission.SEND_MESSAGES && channel != null && channel.type().isThread()
        ? Permission.SEND_MESSAGES_IN_THREADS
        : permission;
  }

  private void lacks(Permission permission, @Nullable Channel channel) {
    if (missing.add(permission)) {
      reasons.add(
          "the bot lacks the permission %s%s"
              .formatted(
                  permission,
                  channel == null ? "" : " in the channel %s".formatted(channel.name())));
    }
  }

  private void outranks(Action.Above above, Feasibility.@Nullable Target target) {
    Guild guild = asked.guild();
    if (guild != null) {
      switch (above) {
        case NOBODY -> {}
        case ROLE -> outranksRole(guild);
        case USER, MEMBER, NO_ADMINISTRATOR -> outranksMember(above, guild, target);
      }
    }
  }

  private void outranksRole(Guild guild) {
    Long id = asked.request().snowflake("roleId");
    Role role = id == null ? null : guild.roles().get(id);
    if (role == null) {
      reasons.add("there is no such role in this guild");
    } else {
      outranks(guild, role, "the role %s is not below the bot's highest role");
    }
  }

  private void outranksMember(
      Action.Above above, Guild guild, Feasibility.@Nullable Target target) {
    Long id = asked.request().snowflake("userId");
    if (id != null && id == guild.ownerId()) {
      hierarchy = new Hierarchy(true, own(guild), null);
      reasons.add("nobody can do this to the owner of the guild");
    } else if (target == null) {
      assumptions.add("the member's roles are unknown and assumed to be lower");
    } else if (!target.member()) {
      if (above != Action.Above.USER) {
        reasons.add("there is no such member in this guild");
      }
    } else if (id != null && id != asked.bot().id()) {
      Role highest = guild.highest(target.roleIds());
      if (highest != null) {
        outranks(guild, highest, "the member's role %s is not below the bot's highest role");
      }
      if (above == Action.Above.NO_ADMINISTRATOR && guild.isAdministrator(target.roleIds())) {
        hierarchy = new Hierarchy(false, own(guild), Rank.of(highest));
        reasons.add("nobody can do this to an administrator");
      }
    }
  }

  private void outranks(Guild guild, Role role, String sentence) {
    Set<Long> ownRoles = guild.ownRoles();
    if (ownRoles == null || guild.ownerId() == asked.bot().id()) {
      return;
    }
    Role own = guild.highest(ownRoles);
    if (own != null && role.id() != guild.id() && !own.isAbove(role)) {
      hierarchy = new Hierarchy(false, Rank.of(own), Rank.of(role));
      reasons.add(sentence.formatted(role.name()));
    }
  }

  private static @Nullable Rank own(Guild guild) {
    Set<Long> ownRoles = guild.ownRoles();
    return ownRoles == null ? null : Rank.of(guild.highest(ownRoles));
  }
}
