package dev.botswain.sim.world;

import org.jspecify.annotations.Nullable;

/// The types of channels (Channel resource, "Channel Types"), except the two that bots never meet.
public enum ChannelType {
  GUILD_TEXT(0),
  DM(1),
  GUILD_VOICE(2),
  GUILD_CATEGORY(4),
  GUILD_ANNOUNCEMENT(5),
  ANNOUNCEMENT_THREAD(10),
  PUBLIC_THREAD(11),
  PRIVATE_THREAD(12),
  GUILD_STAGE_VOICE(13),
  GUILD_FORUM(15),
  GUILD_MEDIA(16);

  private static final ChannelType[] ALL = values();

  private final int number;

  ChannelType(int number) {
    this.number = number;
  }

  /// The number in JSON.
  public int number() {
    return number;
  }

  /// The type with this number, or null.
  public static @Nullable ChannelType of(int number) {
    for (var type : ALL) {
      if (type.number == number) {
        return type;
      }
    }
    return null;
  }

  /// A thread of any kind.
  public boolean isThread() {
    return this == ANNOUNCEMENT_THREAD || this == PUBLIC_THREAD || this == PRIVATE_THREAD;
  }

  /// A channel for voice, with text beside it.
  public boolean isVoice() {
    return this == GUILD_VOICE || this == GUILD_STAGE_VOICE;
  }

  /// A channel that contains only threads.
  public boolean isForum() {
    return this == GUILD_FORUM || this == GUILD_MEDIA;
  }

  /// A channel that messages can be sent to.
  public boolean hasMessages() {
    return this != GUILD_CATEGORY && !isForum();
  }
}
