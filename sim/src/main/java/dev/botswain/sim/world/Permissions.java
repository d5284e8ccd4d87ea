package dev.botswain.sim.world;

import org.jspecify.annotations.Nullable;

/// Permission bits, and the permissions of a member (Permissions page).
public final class Permissions {
  public static final long CREATE_INSTANT_INVITE = 1L;
  public static final long KICK_MEMBERS = 1L << 1;
  public static final long BAN_MEMBERS = 1L << 2;
  public static final long ADMINISTRATOR = 1L << 3;
  public static final long MANAGE_CHANNELS = 1L << 4;
  public static final long MANAGE_GUILD = 1L << 5;
  public static final long ADD_REACTIONS = 1L << 6;
  public static final long VIEW_AUDIT_LOG = 1L << 7;
  public static final long PRIORITY_SPEAKER = 1L << 8;
  public static final long STREAM = 1L << 9;
  public static final long VIEW_CHANNEL = 1L << 10;
  public static final long SEND_MESSAGES = 1L << 11;
  public static final long SEND_TTS_MESSAGES = 1L << 12;
  public static final long MANAGE_MESSAGES = 1L << 13;
  public static final long EMBED_LINKS = 1L << 14;
  public static final long ATTACH_FILES = 1L << 15;
  public static final long READ_MESSAGE_HISTORY = 1L << 16;
  public static final long MENTION_EVERYONE = 1L << 17;
  public static final long USE_EXTERNAL_EMOJIS = 1L << 18;
  public static final long VIEW_GUILD_INSIGHTS = 1L << 19;
  public static final long CONNECT = 1L << 20;
  public static final long SPEAK = 1L << 21;
  public static final long MUTE_MEMBERS = 1L << 22;
  public static final long DEAFEN_MEMBERS = 1L << 23;
  public static final long MOVE_MEMBERS = 1L << 24;
  public static final long USE_VAD = 1L << 25;
  public static final long CHANGE_NICKNAME = 1L << 26;
  public static final long MANAGE_NICKNAMES = 1L << 27;
  public static final long MANAGE_ROLES = 1L << 28;
  public static final long MANAGE_WEBHOOKS = 1L << 29;
  public static final long MANAGE_GUILD_EXPRESSIONS = 1L << 30;
  public static final long USE_APPLICATION_COMMANDS = 1L << 31;
  public static final long REQUEST_TO_SPEAK = 1L << 32;
  public static final long MANAGE_EVENTS = 1L << 33;
  public static final long MANAGE_THREADS = 1L << 34;
  public static final long CREATE_PUBLIC_THREADS = 1L << 35;
  public static final long CREATE_PRIVATE_THREADS = 1L << 36;
  public static final long USE_EXTERNAL_STICKERS = 1L << 37;
  public static final long SEND_MESSAGES_IN_THREADS = 1L << 38;
  public static final long USE_EMBEDDED_ACTIVITIES = 1L << 39;
  public static final long MODERATE_MEMBERS = 1L << 40;
  public static final long VIEW_CREATOR_MONETIZATION_ANALYTICS = 1L << 41;
  public static final long USE_SOUNDBOARD = 1L << 42;
  public static final long CREATE_GUILD_EXPRESSIONS = 1L << 43;
  public static final long CREATE_EVENTS = 1L << 44;
  public static final long USE_EXTERNAL_SOUNDS = 1L << 45;
  public static final long SEND_VOICE_MESSAGES = 1L << 46;
  public static final long SET_VOICE_CHANNEL_STATUS = 1L << 48;
  public static final long SEND_POLLS = 1L << 49;
  public static final long USE_EXTERNAL_APPS = 1L << 50;
  public static final long PIN_MESSAGES = 1L << 51;
  public static final long BYPASS_SLOWMODE = 1L << 52;

  /// Every existing permission; bit 47 is not assigned.
  public static final long ALL = ((1L << 53) - 1) & ~(1L << 47);

  /// Those that need the account's two-factor authentication in a guild that demands it.
  public static final long ELEVATED =
      KICK_MEMBERS
          | BAN_MEMBERS
          | ADMINISTRATOR
          | MANAGE_CHANNELS
          | MANAGE_GUILD
          | MANAGE_MESSAGES
          | MANAGE_ROLES
          | MANAGE_WEBHOOKS
          | MANAGE_GUILD_EXPRESSIONS
          | MANAGE_THREADS
          | VIEW_CREATOR_MONETIZATION_ANALYTICS;

  private static final long WHILE_RESTRICTED = VIEW_CHANNEL | READ_MESSAGE_HISTORY;
  private static final long NEEDS_SENDING =
      MENTION_EVERYONE | SEND_TTS_MESSAGES | ATTACH_FILES | EMBED_LINKS;
  private static final long IN_DIRECT_MESSAGES =
      VIEW_CHANNEL
          | SEND_MESSAGES
          | EMBED_LINKS
          | ATTACH_FILES
          | READ_MESSAGE_HISTORY
          | ADD_REACTIONS
          | USE_EXTERNAL_EMOJIS
          | USE_EXTERNAL_STICKERS
          | SEND_VOICE_MESSAGES
          | SEND_POLLS
          | PIN_MESSAGES;

  private Permissions() {}

  /// Whether `permissions` contains all bits of `wanted`.
  public static boolean has(long permissions, long wanted) {
    return (permissions & wanted) == wanted;
  }

  /// A member's permissions in a guild as a whole: steps 1 and 2 of the documented order.
  ///
  /// @param now milliseconds since 1970, for a time-out that may be over
  public static long inGuild(Guild guild, Member member, long now) {
    long permissions = base(guild, member);
    return permissions != ALL && member.isRestricted(now)
        ? permissions & WHILE_RESTRICTED
        : permissions;
  }

  /// A member's permissions in a channel: all eight steps, then implied permissions, then a
  /// time-out.
  ///
  /// A thread has its parent's permissions, with SEND_MESSAGES meaning "may send here", that is, it
  /// is set if SEND_MESSAGES_IN_THREADS is. A private thread is visible only to its members and
  /// with MANAGE_THREADS.
  ///
  /// @param member null for a DM channel, otherwise the member
  /// @param now milliseconds since 1970
  public static long inChannel(Channel channel, @Nullable Member member, long now) {
    var guild = channel.guild();
    if (guild == null) {
      return IN_DIRECT_MESSAGES;
    }
    if (member == null) {
      return 0;
    }
    long base = base(guild, member);
    if (base == ALL) {
      return ALL;
    }
    var thread = channel.thread();
    var parent = thread == null ? null : guild.channels().get(channel.parentId());
    long permissions = overwritten(base, guild, member, parent == null ? channel : parent);
    if (thread != null) {
      permissions =
          has(permissions, SEND_MESSAGES_IN_THREADS)
              ? permissions | SEND_MESSAGES
              : permissions & ~SEND_MESSAGES;
      if (channel.type() == ChannelType.PRIVATE_THREAD
          && !has(permissions, MANAGE_THREADS)
          && !thread.members().contains(member.id())) {
        return 0;
      }
    }
    permissions = implied(permissions, channel.type());
    return member.isRestricted(now) ? permissions & WHILE_RESTRICTED : permissions;
  }

  private static long base(Guild guild, Member member) {
    if (guild.ownerId() == member.id()) {
      return ALL;
    }
    long permissions = guild.everyone().permissions();
    for (long id : member.roleIds()) {
      var role = guild.roles().get(id);
      if (role != null) {
        permissions |= role.permissions();
      }
    }
    return has(permissions, ADMINISTRATOR) ? ALL : permissions;
  }

  private static long overwritten(long base, Guild guild, Member member, Channel channel) {
    long permissions = base;
    long roleAllow = 0;
    long roleDeny = 0;
    PermissionOverwrite own = null;
    for (var overwrite : channel.overwrites()) {
      if (overwrite.member()) {
        own = overwrite.id() == member.id() ? overwrite : own;
      } else if (overwrite.id() == guild.id()) {
        permissions = permissions & ~overwrite.deny() | overwrite.allow();
      } else if (member.hasRole(overwrite.id())) {
        roleAllow |= overwrite.allow();
        roleDeny |= overwrite.deny();
      }
    }
    // @everyone may come after a role in the list, but still counts first: it touched only the base
    //   here.
    permissions = permissions & ~roleDeny | roleAllow;
    return own == null ? permissions : permissions & ~own.deny() | own.allow();
  }

  private static long implied(long permissions, ChannelType type) {
    if (!has(permissions, VIEW_CHANNEL)) {
      return 0;
    }
    if (type.isVoice() && !has(permissions, CONNECT)) {
      return VIEW_CHANNEL;
    }
    return has(permissions, SEND_MESSAGES) ? permissions : permissions & ~NEEDS_SENDING;
  }
}
