package dev.botswain.discord.protocol;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A permission that a member of a guild, such as a bot, can have.
///
/// Source: <https://discord.com/developers/docs/topics/permissions>.
public enum Permission {
  CREATE_INSTANT_INVITE(0, "TVS"),
  KICK_MEMBERS(1),
  BAN_MEMBERS(2),
  ADMINISTRATOR(3),
  MANAGE_CHANNELS(4, "TVS"),
  MANAGE_GUILD(5),
  ADD_REACTIONS(6, "TVS"),
  VIEW_AUDIT_LOG(7),
  PRIORITY_SPEAKER(8, "V"),
  STREAM(9, "VS"),
  VIEW_CHANNEL(10, "TVS"),
  SEND_MESSAGES(11, "TVS"),
  SEND_TTS_MESSAGES(12, "TVS"),
  MANAGE_MESSAGES(13, "TVS"),
  EMBED_LINKS(14, "TVS"),
  ATTACH_FILES(15, "TVS"),
  READ_MESSAGE_HISTORY(16, "TVS"),
  MENTION_EVERYONE(17, "TVS"),
  USE_EXTERNAL_EMOJIS(18, "TVS"),
  VIEW_GUILD_INSIGHTS(19),
  CONNECT(20, "VS"),
  SPEAK(21, "V"),
  MUTE_MEMBERS(22, "VS"),
  DEAFEN_MEMBERS(23, "V"),
  MOVE_MEMBERS(24, "VS"),
  USE_VAD(25, "V"),
  CHANGE_NICKNAME(26),
  MANAGE_NICKNAMES(27),
  MANAGE_ROLES(28, "TVS"),
  MANAGE_WEBHOOKS(29, "TVS"),
  MANAGE_GUILD_EXPRESSIONS(30),
  USE_APPLICATION_COMMANDS(31, "TVS"),
  REQUEST_TO_SPEAK(32, "S"),
  MANAGE_EVENTS(33, "VS"),
  MANAGE_THREADS(34, "T"),
  CREATE_PUBLIC_THREADS(35, "T"),
  CREATE_PRIVATE_THREADS(36, "T"),
  USE_EXTERNAL_STICKERS(37, "TVS"),
  SEND_MESSAGES_IN_THREADS(38, "T"),
  USE_EMBEDDED_ACTIVITIES(39, "TV"),
  MODERATE_MEMBERS(40),
  VIEW_CREATOR_MONETIZATION_ANALYTICS(41),
  USE_SOUNDBOARD(42, "V"),
  CREATE_GUILD_EXPRESSIONS(43),
  CREATE_EVENTS(44, "VS"),
  USE_EXTERNAL_SOUNDS(45, "V"),
  SEND_VOICE_MESSAGES(46, "TVS"),
  SET_VOICE_CHANNEL_STATUS(48, "V"),
  SEND_POLLS(49, "TVS"),
  USE_EXTERNAL_APPS(50, "TVS"),
  PIN_MESSAGES(51, "T"),
  BYPASS_SLOWMODE(52, "TVS");

  /// The name of a bit that Discord has defined later.
  private static final String NAMELESS = "BIT_";

  private static final Permission[] ALL = values();

  /// Discord's letters of the kinds of channel.
  private static final String TEXT = "T";

  private static final String VOICE = "V";
  private static final String STAGE = "S";

  /// Those that count only if the account has two-factor authentication, in a guild that demands
  /// it; of a bot, its owner's account.
  private static final Set<Permission> ELEVATED =
      EnumSet.of(
          KICK_MEMBERS,
          BAN_MEMBERS,
          ADMINISTRATOR,
          MANAGE_CHANNELS,
          MANAGE_GUILD,
          MANAGE_MESSAGES,
          MANAGE_ROLES,
          MANAGE_WEBHOOKS,
          MANAGE_GUILD_EXPRESSIONS,
          MANAGE_THREADS,
          VIEW_CREATOR_MONETIZATION_ANALYTICS);

  private final long bit;
  private final String channels;

  Permission(int position) {
    this(position, "");
  }

  /// @param channels the letters of the kinds of channel that it applies to; none if it belongs to
  ///   the guild
  Permission(int position, String channels) {
    this.bit = 1L << position;
    this.channels = channels;
  }

  /// Whether it belongs to the guild as a whole, so that channels neither give nor take it.
  public boolean isOfGuild() {
    return channels.isEmpty();
  }

  /// Whether it means something in text channels and their threads.
  public boolean isOfText() {
    return channels.contains(TEXT);
  }

  /// Whether it means something in voice channels.
  public boolean isOfVoice() {
    return channels.contains(VOICE);
  }

  /// Whether it means something in stage channels.
  public boolean isOfStages() {
    return channels.contains(STAGE);
  }

  /// Whether it needs two-factor authentication in a guild that demands it.
  public boolean needsTwoFactor() {
    return ELEVATED.contains(this);
  }

  /// Discord's bit.
  public long bit() {
    return bit;
  }

  /// The bits of several.
  public static long bits(Permission... permissions) {
    long bits = 0;
    for (Permission each : permissions) {
      bits |= each.bit;
    }
    return bits;
  }

  /// All existing ones.
  public static long all() {
    return bits(ALL);
  }

  /// Whether a set of permissions, as Discord's bits, contains this one.
  public boolean in(long permissions) {
    return (permissions & bit) != 0;
  }

  /// The names of the set bits, from the lowest; `BIT_60` for one without a name here.
  public static List<String> names(long permissions) {
    var names = new ArrayList<String>();
    long left = permissions;
    for (Permission each : ALL) {
      if (each.in(left)) {
        names.add(each.name());
        left &= ~each.bit;
      }
    }
    for (; left != 0; left &= left - 1) {
      names.add(NAMELESS + Long.numberOfTrailingZeros(left));
    }
    return names;
  }

  /// The bit of a name from [#names(long)], ignoring case.
  ///
  /// @throws IllegalArgumentException if there is none
  public static long bit(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    if (!upper.startsWith(NAMELESS)) {
      return valueOf(upper).bit;
    }
    int position = Integer.parseInt(upper.substring(NAMELESS.length()));
    if (position < 0 || position >= Long.SIZE - 1) {
      throw new IllegalArgumentException("no permission " + name);
    }
    return 1L << position;
  }
}
