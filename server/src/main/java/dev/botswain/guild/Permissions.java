package dev.botswain.guild;

import static dev.botswain.discord.protocol.Permission.ATTACH_FILES;
import static dev.botswain.discord.protocol.Permission.CONNECT;
import static dev.botswain.discord.protocol.Permission.EMBED_LINKS;
import static dev.botswain.discord.protocol.Permission.MENTION_EVERYONE;
import static dev.botswain.discord.protocol.Permission.READ_MESSAGE_HISTORY;
import static dev.botswain.discord.protocol.Permission.SEND_MESSAGES;
import static dev.botswain.discord.protocol.Permission.SEND_MESSAGES_IN_THREADS;
import static dev.botswain.discord.protocol.Permission.SEND_TTS_MESSAGES;
import static dev.botswain.discord.protocol.Permission.VIEW_CHANNEL;

import dev.botswain.discord.protocol.Permission;
import dev.botswain.guild.PermissionLayer.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What someone may do in a guild or in one of its channels, and why.
///
/// Source: <https://discord.com/developers/docs/topics/permissions>.
public final class Permissions {
  private static final long EVERYTHING = -1;

  /// What belongs to the guild, and so is not lost in a channel.
  private static final long OF_GUILD =
      Arrays.stream(Permission.values())
          .filter(Permission::isOfGuild)
          .mapToLong(Permission::bit)
          .reduce(0, (bits, bit) -> bits | bit);

  private static final long NEED_SENDING =
      Permission.bits(MENTION_EVERYONE, SEND_TTS_MESSAGES, ATTACH_FILES, EMBED_LINKS);
  private static final long WHILE_TIMED_OUT = Permission.bits(VIEW_CHANNEL, READ_MESSAGE_HISTORY);

  private final List<PermissionLayer> layers = new ArrayList<>();
  private final @Nullable Channel channel;
  private long granted;

  private Permissions(@Nullable Channel channel) {
    this.channel = channel;
  }

  /// What they may do in a channel, or in the guild as a whole if that is null.
  ///
  /// If their roles or a thread's channel are unknown, everything counts as allowed, and Discord
  /// decides.
  public static Permissions of(Guild guild, Holder holder, @Nullable Channel channel) {
    var permissions = new Permissions(channel);
    permissions.compute(guild, holder);
    return permissions;
  }

  private void compute(Guild guild, Holder holder) {
    Collection<Long> roleIds = holder.roleIds();
    if (guild.ownerId() == holder.userId()) {
      everything(Kind.OWNER, 0);
      return;
    }
    if (roleIds == null) {
      everything(Kind.UNKNOWN, 0);
      return;
    }
    role(Kind.EVERYONE, guild.roles().get(guild.id()));
    roleIds.forEach(id -> role(Kind.ROLE, guild.roles().get(id)));
    if (Permission.ADMINISTRATOR.in(granted)) {
      PermissionLayer role = decidedBy(Permission.ADMINISTRATOR);
      everything(Kind.ADMINISTRATOR, role == null ? 0 : role.id());
      return;
    }
    if (channel != null) {
      Channel ruling = guild.ruling(channel);
      if (ruling == null) {
        everything(Kind.UNKNOWN, 0);
        return;
      }
      overwrites(guild, holder.userId(), roleIds, ruling.overwrites());
      implied(channel.type());
    }
    if (holder.timedOut()) {
      take(Kind.TIMED_OUT, granted & ~WHILE_TIMED_OUT);
    }
  }

  private void everything(Kind kind, long id) {
    layers.add(new PermissionLayer(kind, id, EVERYTHING, 0));
    granted = EVERYTHING;
  }

  private void role(Kind kind, @Nullable Role role) {
    if (role != null) {
      layers.add(new PermissionLayer(kind, role.id(), role.permissions(), 0));
      granted |= role.permissions();
    }
  }

  private void overwrites(
      Guild guild, long userId, Collection<Long> roleIds, List<Overwrite> overwrites) {
    Overwrite ofEveryone = null;
    Overwrite ofMember = null;
    var ofRoles = new ArrayList<Overwrite>();
    for (Overwrite overwrite : overwrites) {
      if (overwrite.id() == guild.id()) {
        ofEveryone = overwrite;
      } else if (overwrite.type() == Overwrite.ROLE && roleIds.contains(overwrite.id())) {
        ofRoles.add(overwrite);
      } else if (overwrite.type() == Overwrite.MEMBER && overwrite.id() == userId) {
        ofMember = overwrite;
      }
    }
    overwrite(Kind.EVERYONE_OVERWRITE, ofEveryone == null ? List.of() : List.of(ofEveryone));
    overwrite(Kind.ROLE_OVERWRITE, ofRoles);
    overwrite(Kind.MEMBER_OVERWRITE, ofMember == null ? List.of() : List.of(ofMember));
  }

  /// Overwrites of the same kind count together.
  private void overwrite(Kind kind, List<Overwrite> overwrites) {
    long allow = 0;
    long deny = 0;
    for (Overwrite each : overwrites) {
      layers.add(new PermissionLayer(kind, each.id(), each.allow(), each.deny()));
      allow |= each.allow();
      deny |= each.deny();
    }
    granted = granted & ~deny | allow;
  }

  private void implied(ChannelType type) {
    if (type.isThread() && grants(SEND_MESSAGES) != grants(SEND_MESSAGES_IN_THREADS)) {
      long bit = SEND_MESSAGES.bit();
      boolean may = grants(SEND_MESSAGES_IN_THREADS);
      layers.add(new PermissionLayer(Kind.THREAD, 0, may ? bit : 0, may ? 0 : bit));
      granted ^= bit;
    }
    if (!grants(VIEW_CHANNEL)) {
      take(Kind.NO_VIEW_CHANNEL, granted & ~OF_GUILD);
    } else if (type.isVoice() && !grants(CONNECT)) {
      take(Kind.NO_CONNECT, granted & ~OF_GUILD & ~VIEW_CHANNEL.bit());
    } else if (!grants(SEND_MESSAGES)) {
      take(Kind.NO_SEND_MESSAGES, granted & NEED_SENDING);
    }
  }

  private void take(Kind kind, long bits) {
    if (bits != 0) {
      layers.add(new PermissionLayer(kind, 0, 0, bits));
      granted &= ~bits;
    }
  }

  /// What decides, in the order in which it applies.
  public List<PermissionLayer> layers() {
    return List.copyOf(layers);
  }

  /// Discord's bits; all of them for owners and administrators.
  public long bits() {
    return granted;
  }

  public boolean grants(Permission permission) {
    return permission.in(granted);
  }

  /// The layer that decided about a permission; null if none gives it.
  ///
  /// Of several roles that give it, it is the first; otherwise the last layer that says anything.
  public @Nullable PermissionLayer decidedBy(Permission permission) {
    PermissionLayer by = null;
    for (PermissionLayer layer : layers) {
      boolean says =
          switch (layer.kind()) {
            case EVERYONE, ROLE -> by == null && layer.allows(permission);
            case ROLE_OVERWRITE ->
                layer.allows(permission)
                    || layer.denies(permission)
                        && !(by != null
                            && by.kind() == Kind.ROLE_OVERWRITE
                            && by.allows(permission));
            case UNKNOWN,
                OWNER,
                ADMINISTRATOR,
                EVERYONE_OVERWRITE,
                MEMBER_OVERWRITE,
                THREAD,
                NO_VIEW_CHANNEL,
                NO_SEND_MESSAGES,
                NO_CONNECT,
                TIMED_OUT ->
                layer.allows(permission) || layer.denies(permission);
          };
      if (says) {
        by = layer;
      }
    }
    return by;
  }

  /// What is missing for a permission: itself, or what it needs; null if nothing is.
  ///
  /// In a thread, sending needs SEND_MESSAGES_IN_THREADS.
  public @Nullable Permission missing(Permission wanted) {
    if (grants(wanted)) {
      return null;
    }
    boolean inThread = channel != null && channel.type().isThread();
    PermissionLayer by = decidedBy(wanted);
    Permission cause = by == null ? null : by.kind().cause();
    Permission missing = cause == null ? wanted : cause;
    return inThread && missing == SEND_MESSAGES ? SEND_MESSAGES_IN_THREADS : missing;
  }

  /// Whether only a time-out takes a permission.
  public boolean isTakenByTimeOut(Permission wanted) {
    PermissionLayer by = decidedBy(wanted);
    return by != null && by.kind() == Kind.TIMED_OUT;
  }
}
