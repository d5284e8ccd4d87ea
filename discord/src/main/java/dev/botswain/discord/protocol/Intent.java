package dev.botswain.discord.protocol;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/// A group of events that a bot can request when it identifies.
///
/// Source: <https://discord.com/developers/docs/events/gateway#gateway-intents>.
public enum Intent {
  GUILDS(0),
  GUILD_MEMBERS(1),
  GUILD_MODERATION(2),
  GUILD_EXPRESSIONS(3),
  GUILD_INTEGRATIONS(4),
  GUILD_WEBHOOKS(5),
  GUILD_INVITES(6),
  GUILD_VOICE_STATES(7),
  GUILD_PRESENCES(8),
  GUILD_MESSAGES(9),
  GUILD_MESSAGE_REACTIONS(10),
  GUILD_MESSAGE_TYPING(11),
  DIRECT_MESSAGES(12),
  DIRECT_MESSAGE_REACTIONS(13),
  DIRECT_MESSAGE_TYPING(14),
  MESSAGE_CONTENT(15),
  GUILD_SCHEDULED_EVENTS(16),
  AUTO_MODERATION_CONFIGURATION(20),
  AUTO_MODERATION_EXECUTION(21),
  GUILD_MESSAGE_POLLS(24),
  DIRECT_MESSAGE_POLLS(25);

  /// The intents that the bot's owner must switch on in the developer portal.
  public static final Set<Intent> PRIVILEGED =
      Set.copyOf(EnumSet.of(GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT));

  private final int bit;

  Intent(int position) {
    this.bit = 1 << position;
  }

  /// The intents of a bit set, as in IDENTIFY.
  public static Set<Intent> of(int bits) {
    Set<Intent> intents = EnumSet.noneOf(Intent.class);
    for (Intent intent : values()) {
      if ((bits & intent.bit) != 0) {
        intents.add(intent);
      }
    }
    return intents;
  }

  /// The bit set, as in IDENTIFY.
  public static int bits(Collection<Intent> intents) {
    int bits = 0;
    for (Intent intent : intents) {
      bits |= intent.bit;
    }
    return bits;
  }
}
