package dev.botswain.api;

import dev.botswain.bot.Channel;
import dev.botswain.bot.Guild;
import dev.botswain.bot.Permission;
import dev.botswain.bot.Role;
import dev.botswain.gateway.Intent;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether an action would work, as far as what is known of the bot's guilds can tell. The answer
/// of a dry run, and what explains a refusal of Discord's.
///
/// @param missingPermissions names of the permissions that stand in the way
/// @param hierarchy who stands in the way, or null
/// @param missingIntent a privileged intent without which the answer is incomplete, or null
/// @param reasons why it would not work, a sentence each
/// @param assumptions what could not be known here and was taken for good
record Feasibility(
    boolean wouldSucceed,
    List<String> missingPermissions,
    @Nullable Hierarchy hierarchy,
    @Nullable String missingIntent,
    List<String> reasons,
    List<String> assumptions) {

  /// Who outranks the bot.
  ///
  /// @param owner whether it is the owner of the guild
  /// @param inTheWay the role that is not below the bot's highest, or null
  record Hierarchy(boolean owner, @Nullable Rank bot, @Nullable Rank inTheWay) {}

  /// A role, as far as its rank goes.
  record Rank(String id, String name, int position) {
    static @Nullable Rank of(@Nullable Role role) {
      return role == null ? null : new Rank(Long.toString(role.id()), role.name(), role.position());
    }
  }

  /// The member whom an action is about.
  ///
  /// @param member whether the user is in the guild
  record Target(boolean member, List<Long> roleIds) {}

  /// Adds what is known to a refusal of Discord's.
  RequestRefusedException explain(RequestRefusedException refusal) {
    if (!missingPermissions.isEmpty()) {
      refusal
          .with("permission", missingPermissions.getFirst())
          .with("missingPermissions", missingPermissions);
    }
    if (hierarchy != null) {
      refusal.with("hierarchy", io.vertx.core.json.JsonObject.mapFrom(hierarchy));
    }
    var because = new ArrayList<>(reasons);
    because.addAll(assumptions);
    return because.isEmpty() ? refusal : refusal.with("reasons", because);
  }

  /// Gathers what stands in the way.
  static final class Check {
    private final Circumstances asked;
    private final Set<Permission> missing = EnumSet.noneOf(Permission.class);
    private final List<String> reasons = new ArrayList<>();
    private final List<String> assumptions = new ArrayList<>();
    private @Nullable Hierarchy hierarchy;
    private @Nullable Intent intent;

    Check(Circumstances asked) {
      this.asked = asked;
    }

    /// Looks for all that an action needs.
    ///
    /// @param target null if nothing is known of it
    Feasibility of(Action action, @Nullable Target target) {
      permissions(action);
      outranks(action.above(), target);
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
              "the channel is in none of the bot's guilds as they are known here, so it is taken"
                  + " for a direct message or an old thread in which the bot may do this");
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

    /// Threads have a permission of their own to send.
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

    private void outranks(Action.Above above, @Nullable Target target) {
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
      Long id = Callers.snowflake(asked.call(), "roleId");
      Role role = id == null ? null : guild.roles().get(id);
      if (role == null) {
        reasons.add("there is no such role in this guild");
      } else {
        outranks(guild, role, "the role %s is not below the bot's highest role");
      }
    }

    private void outranksMember(Action.Above above, Guild guild, @Nullable Target target) {
      Long id = Callers.snowflake(asked.call(), "userId");
      if (id != null && id == guild.ownerId()) {
        hierarchy = new Hierarchy(true, own(guild), null);
        reasons.add("nobody can do this to the owner of the guild");
      } else if (target == null) {
        assumptions.add("the member's roles are not known here and taken for lower ones");
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
}
