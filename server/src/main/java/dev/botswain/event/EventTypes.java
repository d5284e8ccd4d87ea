package dev.botswain.event;

import dev.botswain.config.Nearest;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The names of events that are known here: those that Discord documents, and ours.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#receive-events>.
public final class EventTypes {
  private static final Set<String> KNOWN =
      Set.of(
          BotEvents.CONNECTED,
          BotEvents.RESUMED,
          BotEvents.DISCONNECTED,
          BotEvents.TOKEN_REJECTED,
          BotEvents.GAP,
          "READY",
          "RESUMED",
          "RATE_LIMITED",
          "APPLICATION_COMMAND_PERMISSIONS_UPDATE",
          "AUTO_MODERATION_RULE_CREATE",
          "AUTO_MODERATION_RULE_UPDATE",
          "AUTO_MODERATION_RULE_DELETE",
          "AUTO_MODERATION_ACTION_EXECUTION",
          "CHANNEL_CREATE",
          "CHANNEL_UPDATE",
          "CHANNEL_DELETE",
          "CHANNEL_PINS_UPDATE",
          "THREAD_CREATE",
          "THREAD_UPDATE",
          "THREAD_DELETE",
          "THREAD_LIST_SYNC",
          "THREAD_MEMBER_UPDATE",
          "THREAD_MEMBERS_UPDATE",
          "ENTITLEMENT_CREATE",
          "ENTITLEMENT_UPDATE",
          "ENTITLEMENT_DELETE",
          "GUILD_CREATE",
          "GUILD_UPDATE",
          "GUILD_DELETE",
          "GUILD_AUDIT_LOG_ENTRY_CREATE",
          "GUILD_BAN_ADD",
          "GUILD_BAN_REMOVE",
          "GUILD_EMOJIS_UPDATE",
          "GUILD_STICKERS_UPDATE",
          "GUILD_INTEGRATIONS_UPDATE",
          "GUILD_JOIN_REQUEST_CREATE",
          "GUILD_JOIN_REQUEST_UPDATE",
          "GUILD_JOIN_REQUEST_DELETE",
          "GUILD_MEMBER_ADD",
          "GUILD_MEMBER_REMOVE",
          "GUILD_MEMBER_UPDATE",
          "GUILD_MEMBERS_CHUNK",
          "GUILD_ROLE_CREATE",
          "GUILD_ROLE_UPDATE",
          "GUILD_ROLE_DELETE",
          "GUILD_SCHEDULED_EVENT_CREATE",
          "GUILD_SCHEDULED_EVENT_UPDATE",
          "GUILD_SCHEDULED_EVENT_DELETE",
          "GUILD_SCHEDULED_EVENT_USER_ADD",
          "GUILD_SCHEDULED_EVENT_USER_REMOVE",
          "GUILD_SOUNDBOARD_SOUND_CREATE",
          "GUILD_SOUNDBOARD_SOUND_UPDATE",
          "GUILD_SOUNDBOARD_SOUND_DELETE",
          "GUILD_SOUNDBOARD_SOUNDS_UPDATE",
          "SOUNDBOARD_SOUNDS",
          "INTEGRATION_CREATE",
          "INTEGRATION_UPDATE",
          "INTEGRATION_DELETE",
          "INTERACTION_CREATE",
          "INVITE_CREATE",
          "INVITE_DELETE",
          "MESSAGE_CREATE",
          "MESSAGE_UPDATE",
          "MESSAGE_DELETE",
          "MESSAGE_DELETE_BULK",
          "MESSAGE_REACTION_ADD",
          "MESSAGE_REACTION_REMOVE",
          "MESSAGE_REACTION_REMOVE_ALL",
          "MESSAGE_REACTION_REMOVE_EMOJI",
          "MESSAGE_POLL_VOTE_ADD",
          "MESSAGE_POLL_VOTE_REMOVE",
          "PRESENCE_UPDATE",
          "STAGE_INSTANCE_CREATE",
          "STAGE_INSTANCE_UPDATE",
          "STAGE_INSTANCE_DELETE",
          "SUBSCRIPTION_CREATE",
          "SUBSCRIPTION_UPDATE",
          "SUBSCRIPTION_DELETE",
          "TYPING_START",
          "USER_UPDATE",
          "VOICE_CHANNEL_EFFECT_SEND",
          "VOICE_CHANNEL_STATUS_UPDATE",
          "VOICE_CHANNEL_START_TIME_UPDATE",
          "VOICE_STATE_UPDATE",
          "VOICE_SERVER_UPDATE",
          "WEBHOOKS_UPDATE");

  private static final Map<String, String> BY_LETTERS = new TreeMap<>();

  static {
    KNOWN.forEach(name -> BY_LETTERS.put(letters(name), name));
  }

  private EventTypes() {}

  /// Whether an event may have this name, upper and lower case told apart.
  public static boolean isKnown(String name) {
    return KNOWN.contains(name);
  }

  /// All names, in order.
  public static Set<String> known() {
    return new TreeSet<>(KNOWN);
  }

  /// The known name that somebody most likely meant: `MESSAGE_CREATE` for `messageCreate`. What
  /// libraries put between the words does not count.
  public static String nearest(String name) {
    return Nearest.closest(letters(name), BY_LETTERS.keySet()).map(BY_LETTERS::get).orElseThrow();
  }

  private static String letters(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }
}
