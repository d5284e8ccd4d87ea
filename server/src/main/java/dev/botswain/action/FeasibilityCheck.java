package dev.botswain.action;

import dev.botswain.action.Feasibility.Hierarchy;
import dev.botswain.action.Feasibility.Rank;
import dev.botswain.discord.protocol.Intent;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.guild.Channel;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Holder;
import dev.botswain.guild.Permissions;
import dev.botswain.guild.Role;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Collects what prevents an action, and creates a [Feasibility] from it.
final class FeasibilityCheck {
  private static final String TIMED_OUT = "the bot is timed out in this guild";

  private final ActionContext asked;
  private final Instant now;
  private final Set<Permission> missing = EnumSet.noneOf(Permission.class);
  private final List<String> reasons = new ArrayList<>();
  private final List<String> assumptions = new ArrayList<>();
  private @Nullable Hierarchy hierarchy;
  private @Nullable Intent intent;

  FeasibilityCheck(ActionContext asked, Instant now) {
    this.asked = asked;
    this.now = now;
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
    Permissions has = Permissions.of(guild, bot(guild), channel);
    if (channel != null && !has.grants(Permission.VIEW_CHANNEL)) {
      lacks(Permission.VIEW_CHANNEL, channel);
      return;
    }
    for (Action.Need need : action.needs()) {
      for (Permission permission : need.of(asked)) {
        needs(permission, has, guild, channel);
      }
    }
    for (Action.Advice advice : action.advice()) {
      if (!has.grants(advice.permission()) && advice.when().test(asked)) {
        assumptions.add(
            "the bot lacks the permission %s and so cannot %s"
                .formatted(advice.permission(), advice.lost()));
      }
    }
  }

  private void needs(
      Permission permission, Permissions has, Guild guild, @Nullable Channel channel) {
    Permission lacking = has.missing(permission);
    if (lacking == null) {
      if (guild.rules().twoFactor() && permission.needsTwoFactor()) {
        assume(
            "the guild demands two-factor authentication for moderating, which the account of the"
                + " bot's owner is assumed to have");
      }
    } else if (has.isTakenByTimeOut(permission)) {
      if (!reasons.contains(TIMED_OUT)) {
        reasons.add(TIMED_OUT);
      }
    } else {
      lacks(lacking, channel);
    }
  }

  private void assume(String sentence) {
    if (!assumptions.contains(sentence)) {
      assumptions.add(sentence);
    }
  }

  private Holder bot(Guild guild) {
    return asked.bot().holder(guild, now);
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
    if (guild.isInTheWay(role, bot(guild))) {
      hierarchy = new Hierarchy(false, own(guild), Rank.of(role));
      reasons.add(sentence.formatted(role.name()));
    }
  }

  private static @Nullable Rank own(Guild guild) {
    Set<Long> ownRoles = guild.ownRoles();
    return ownRoles == null ? null : Rank.of(guild.highest(ownRoles));
  }
}
