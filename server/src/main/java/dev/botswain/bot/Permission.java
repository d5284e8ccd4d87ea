package dev.botswain.bot;

/// What a bot may be allowed to do.
///
/// Source: <https://discord.com/developers/docs/topics/permissions>.
public enum Permission {
  KICK_MEMBERS(1),
  BAN_MEMBERS(2),
  ADMINISTRATOR(3),
  MANAGE_CHANNELS(4),
  MANAGE_GUILD(5),
  VIEW_CHANNEL(10),
  SEND_MESSAGES(11),
  MANAGE_MESSAGES(13),
  READ_MESSAGE_HISTORY(16),
  CONNECT(20),
  MANAGE_ROLES(28),
  MANAGE_THREADS(34);

  private final long bit;

  Permission(int position) {
    this.bit = 1L << position;
  }

  /// Whether a set of permissions, as Discord's bits, has this one.
  public boolean in(long permissions) {
    return (permissions & bit) != 0;
  }
}
