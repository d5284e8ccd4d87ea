package dev.botswain.guild;

import dev.botswain.discord.protocol.Permission;
import java.util.Collection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a bot knows of a guild at one moment.
///
/// @param icon the hash of its icon, or null
/// @param memberCount as Discord counts, kept current with GUILD_MEMBERS
/// @param available false while an outage at Discord hides the guild; the rest is then unchanged
/// @param shard the shard that receives its events
/// @param channels its channels and active threads, including those that the bot may not view
/// @param ownRoles ids of the bot's roles here, or null if the server did not say
/// @param rules what it demands of accounts
public record Guild(
    long id,
    String name,
    @Nullable String icon,
    long ownerId,
    int memberCount,
    boolean available,
    int shard,
    ById<Role> roles,
    ById<Channel> channels,
    @Nullable Set<Long> ownRoles,
    Rules rules)
    implements Entity {

  /// What a guild demands of accounts.
  ///
  /// @param twoFactor whether moderating needs two-factor authentication
  /// @param verificationLevel of members without roles, from 0 for none to 4
  public record Rules(boolean twoFactor, int verificationLevel) {
    public static final Rules NONE = new Rules(false, 0);
  }

  /// What the bot's roles let it do in a channel, or in the guild as a whole if that is null, as
  /// Discord's bits; a time-out does not count.
  public long permissions(long botId, @Nullable Channel channel) {
    return Permissions.of(this, new Holder(botId, ownRoles, false), channel).bits();
  }

  /// The channel whose overwrites count in a channel: of a thread, the one it belongs to; null if
  /// that is unknown.
  public @Nullable Channel ruling(Channel channel) {
    return channel.type().isThread() ? channels.get(channel.parentId()) : channel;
  }

  /// The highest of these roles; of two with the same position the one with the lower id;
  /// `@everyone` if there is no other. Null only while the guild's roles are unknown.
  ///
  /// Source: <https://discord.com/developers/docs/topics/permissions#permission-hierarchy>.
  public @Nullable Role highest(Collection<Long> roleIds) {
    Role highest = roles.get(id);
    for (long roleId : roleIds) {
      Role role = roles.get(roleId);
      if (role != null && (highest == null || role.isAbove(highest))) {
        highest = role;
      }
    }
    return highest;
  }

  /// Whether a role is not below someone's highest role, so that they cannot change it or those who
  /// have it. `@everyone` is in nobody's way, and nothing is in the owner's, nor in that of someone
  /// whose roles are unknown.
  public boolean isInTheWay(Role role, Holder of) {
    if (of.roleIds() == null || ownerId == of.userId()) {
      return false;
    }
    Role own = highest(of.roleIds());
    return own != null && role.id() != id && !own.isAbove(role);
  }

  /// Whether these roles together make an administrator.
  public boolean isAdministrator(Collection<Long> roleIds) {
    long permissions = ofRole(id);
    for (long role : roleIds) {
      permissions |= ofRole(role);
    }
    return Permission.ADMINISTRATOR.in(permissions);
  }

  private long ofRole(long roleId) {
    Role role = roles.get(roleId);
    return role == null ? 0 : role.permissions();
  }

  public Guild withAvailable(boolean now) {
    return new Guild(
        id, name, icon, ownerId, memberCount, now, shard, roles, channels, ownRoles, rules);
  }

  public Guild withMemberCount(int now) {
    return new Guild(
        id, name, icon, ownerId, now, available, shard, roles, channels, ownRoles, rules);
  }

  public Guild withRoles(ById<Role> now) {
    return new Guild(
        id, name, icon, ownerId, memberCount, available, shard, now, channels, ownRoles, rules);
  }

  public Guild withChannels(ById<Channel> now) {
    return new Guild(
        id, name, icon, ownerId, memberCount, available, shard, roles, now, ownRoles, rules);
  }

  public Guild withOwnRoles(Set<Long> now) {
    return new Guild(
        id, name, icon, ownerId, memberCount, available, shard, roles, channels, now, rules);
  }
}
