package dev.botswain.api;

import dev.botswain.discord.protocol.Permission;
import dev.botswain.guild.Guild;
import dev.botswain.guild.Permissions;
import dev.botswain.guild.Role;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Whether someone may moderate someone else, which needs a permission and a higher role.
///
/// @param outranked whether nothing but a permission can be missing
/// @param actions each kind of moderating
record TargetView(Subject.View user, boolean outranked, List<ActionRow> actions) {

  /// @param reason null if it is allowed
  record ActionRow(String action, String permission, boolean allowed, @Nullable String reason) {}

  private enum Moderating {
    NICK(Permission.MANAGE_NICKNAMES),
    ROLES(Permission.MANAGE_ROLES),
    TIMEOUT(Permission.MODERATE_MEMBERS),
    KICK(Permission.KICK_MEMBERS),
    BAN(Permission.BAN_MEMBERS);

    private final Permission permission;

    Moderating(Permission permission) {
      this.permission = permission;
    }

    String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static TargetView of(Guild guild, Subject by, Subject target) {
    Permissions permissions = Permissions.of(guild, by.holder(), null);
    String above = above(guild, by, target);
    return new TargetView(
        target.view(),
        above == null,
        Arrays.stream(Moderating.values())
            .map(each -> row(each, permissions, above, target))
            .toList());
  }

  private static ActionRow row(
      Moderating each, Permissions permissions, @Nullable String above, Subject target) {
    Permission permission = each.permission;
    String reason = null;
    if (!permissions.grants(permission)) {
      reason =
          permissions.isTakenByTimeOut(permission)
              ? "a time-out takes the permission " + permission
              : "the permission %s is missing".formatted(permission);
    } else if (each != Moderating.ROLES && above != null) {
      reason = above;
    } else if (each == Moderating.TIMEOUT && target.view().administrator()) {
      reason = "nobody can do this to an administrator";
    }
    return new ActionRow(each.label(), permission.name(), reason == null, reason);
  }

  /// Why someone is not above someone else; null if they are. Which roles someone may give does not
  /// depend on this, but on the rank of those roles.
  private static @Nullable String above(Guild guild, Subject by, Subject target) {
    var roleIds = target.holder().roleIds();
    if (by.holder().userId() == target.holder().userId()) {
      return "nobody can do this to themselves";
    }
    if (target.holder().userId() == guild.ownerId()) {
      return "nobody can do this to the owner of the guild";
    }
    Role highest = roleIds == null ? null : guild.highest(roleIds);
    return highest != null && guild.isInTheWay(highest, by.holder())
        ? "their role %s is not below the other's highest role".formatted(highest.name())
        : null;
  }
}
