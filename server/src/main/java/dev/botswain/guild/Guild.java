package dev.botswain.guild;

import dev.botswain.discord.protocol.Permission;
import java.util.Collection;
import java.util.List;
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
    @Nullable Set<Long> ownRoles)
    implements Entity {

  private static final long EVERYTHING = -1;

  /// What the bot may do in a channel, or in the guild as a whole if that is null.
  ///
  /// If the bot's roles are unknown, everything counts as allowed, and Discord decides.
  ///
  /// Source: <https://discord.com/developers/docs/topics/permissions#permission-overwrites>.
  public long permissions(long botId, @Nullable Channel channel) {
    if (ownRoles == null || ownerId == botId) {
      return EVERYTHING;
    }
    long permissions = ofRole(id);
    for (long role : ownRoles) {
      permissions |= ofRole(role);
    }
    if (Permission.ADMINISTRATOR.in(permissions)) {
      return EVERYTHING;
    }
    Channel ruling = channel != null && channel.type().isThread() ? parentOf(channel) : channel;
    if (ruling != null) {
      permissions = overwritten(permissions, ruling.overwrites(), botId, ownRoles);
    } else if (channel != null) {
      return EVERYTHING;
    }
    return channel == null || Permission.VIEW_CHANNEL.in(permissions) ? permissions : 0;
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

  /// Whether these roles together make an administrator.
  public boolean isAdministrator(Collection<Long> roleIds) {
    long permissions = ofRole(id);
    for (long role : roleIds) {
      permissions |= ofRole(role);
    }
    return Permission.ADMINISTRATOR.in(permissions);
  }

  private @Nullable Channel parentOf(Channel thread) {
    return channels.get(thread.parentId());
  }

  private long ofRole(long roleId) {
    Role role = roles.get(roleId);
    return role == null ? 0 : role.permissions();
  }

  private long overwritten(long base, List<Overwrite> overwrites, long botId, Set<Long> own) {
    long permissions = base;
    long allowed = 0;
    long denied = 0;
    Overwrite ofBot = null;
    for (Overwrite overwrite : overwrites) {
      if (overwrite.id() == id) {
        permissions = permissions & ~overwrite.deny() | overwrite.allow();
      } else if (overwrite.type() == Overwrite.ROLE && own.contains(overwrite.id())) {
        allowed |= overwrite.allow();
        denied |= overwrite.deny();
      } else if (overwrite.type() == Overwrite.MEMBER && overwrite.id() == botId) {
        ofBot = overwrite;
      }
    }
    permissions = permissions & ~denied | allowed;
    return ofBot == null ? permissions : permissions & ~ofBot.deny() | ofBot.allow();
  }

  public Guild withAvailable(boolean now) {
    return new Guild(id, name, icon, ownerId, memberCount, now, shard, roles, channels, ownRoles);
  }

  public Guild withMemberCount(int now) {
    return new Guild(id, name, icon, ownerId, now, available, shard, roles, channels, ownRoles);
  }

  public Guild withRoles(ById<Role> now) {
    return new Guild(
        id, name, icon, ownerId, memberCount, available, shard, now, channels, ownRoles);
  }

  public Guild withChannels(ById<Channel> now) {
    return new Guild(id, name, icon, ownerId, memberCount, available, shard, roles, now, ownRoles);
  }

  public Guild withOwnRoles(Set<Long> now) {
    return new Guild(id, name, icon, ownerId, memberCount, available, shard, roles, channels, now);
  }
}
