package dev.botswain.event;

import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
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

  private EventTypes() {}

  /// Whether an event may have this name, upper and lower case told apart.
  public static boolean isKnown(String name) {
    return KNOWN.contains(name);
  }

  /// All names, in order.
  public static Set<String> known() {
    return new TreeSet<>(KNOWN);
  }

  /// The known name that somebody most likely meant: `MESSAGE_CREATE` for `messageCreate`.
  public static String nearest(String name) {
    String letters = letters(name);
    return known().stream()
        .min(Comparator.comparingInt(known -> distance(letters, letters(known))))
        .orElseThrow();
  }

  /// Only what libraries agree upon when they write names in their own ways.
  private static String letters(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }

  /// How many letters have to be added, left out, changed or swapped with the next to make the one
  /// of the other.
  private static int distance(String one, String other) {
    int[] before = new int[other.length() + 1];
    int[] last = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      last[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] now = new int[other.length() + 1];
      now[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        now[j] = Math.min(Math.min(now[j - 1], last[j]) + 1, last[j - 1] + changed);
        if (i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1)) {
          now[j] = Math.min(now[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = now;
    }
    return last[other.length()];
  }
}
