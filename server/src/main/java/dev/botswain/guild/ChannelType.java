package dev.botswain.guild;

/// The kinds of channel, with the names that our API gives them.
///
/// Source: <https://discord.com/developers/docs/resources/channel#channel-object-channel-types>.
public enum ChannelType {
  TEXT(0, "text"),
  DM(1, "dm"),
  VOICE(2, "voice"),
  GROUP_DM(3, "group_dm"),
  CATEGORY(4, "category"),
  ANNOUNCEMENT(5, "announcement"),
  ANNOUNCEMENT_THREAD(10, "announcement_thread"),
  PUBLIC_THREAD(11, "public_thread"),
  PRIVATE_THREAD(12, "private_thread"),
  STAGE(13, "stage"),
  DIRECTORY(14, "directory"),
  FORUM(15, "forum"),
  MEDIA(16, "media"),
  /// A kind that Discord has added later.
  UNKNOWN(-1, "unknown");

  private static final ChannelType[] ALL = values();

  private final int number;
  private final String label;

  ChannelType(int number, String label) {
    this.number = number;
    this.label = label;
  }

  /// The type with Discord's number.
  static ChannelType of(int number) {
    for (ChannelType type : ALL) {
      if (type.number == number) {
        return type;
      }
    }
    return UNKNOWN;
  }

  /// Discord's number; -1 for [#UNKNOWN].
  public int number() {
    return number;
  }

  /// The name in our API.
  public String label() {
    return label;
  }

  /// Whether it is for talking instead of writing.
  public boolean isVoice() {
    return this == VOICE || this == STAGE;
  }

  /// Whether it belongs to a channel and has that channel's permissions.
  public boolean isThread() {
    return this == ANNOUNCEMENT_THREAD || this == PUBLIC_THREAD || this == PRIVATE_THREAD;
  }
}
