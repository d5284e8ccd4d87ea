package dev.botswain.relay;

import static dev.botswain.gateway.Intent.AUTO_MODERATION_CONFIGURATION;
import static dev.botswain.gateway.Intent.AUTO_MODERATION_EXECUTION;
import static dev.botswain.gateway.Intent.DIRECT_MESSAGES;
import static dev.botswain.gateway.Intent.DIRECT_MESSAGE_POLLS;
import static dev.botswain.gateway.Intent.DIRECT_MESSAGE_REACTIONS;
import static dev.botswain.gateway.Intent.DIRECT_MESSAGE_TYPING;
import static dev.botswain.gateway.Intent.GUILDS;
import static dev.botswain.gateway.Intent.GUILD_EXPRESSIONS;
import static dev.botswain.gateway.Intent.GUILD_INTEGRATIONS;
import static dev.botswain.gateway.Intent.GUILD_INVITES;
import static dev.botswain.gateway.Intent.GUILD_MEMBERS;
import static dev.botswain.gateway.Intent.GUILD_MESSAGES;
import static dev.botswain.gateway.Intent.GUILD_MESSAGE_POLLS;
import static dev.botswain.gateway.Intent.GUILD_MESSAGE_REACTIONS;
import static dev.botswain.gateway.Intent.GUILD_MESSAGE_TYPING;
import static dev.botswain.gateway.Intent.GUILD_MODERATION;
import static dev.botswain.gateway.Intent.GUILD_PRESENCES;
import static dev.botswain.gateway.Intent.GUILD_SCHEDULED_EVENTS;
import static dev.botswain.gateway.Intent.GUILD_VOICE_STATES;
import static dev.botswain.gateway.Intent.GUILD_WEBHOOKS;

import dev.botswain.gateway.Intent;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Which intents an event comes with. Events that stand nowhere here come always.
///
/// Source: <https://discord.com/developers/docs/events/gateway#list-of-intents>.
///
/// @param inGuild the bit that is needed in a guild; 0 for none
/// @param direct the bit that is needed in a direct message; 0 for none
record EventIntents(int inGuild, int direct) {
  private static final EventIntents ALWAYS = new EventIntents(0, 0);
  private static final Map<String, EventIntents> BY_TYPE = new HashMap<>();

  static {
    both(
        GUILDS,
        "GUILD_CREATE",
        "GUILD_UPDATE",
        "GUILD_DELETE",
        "GUILD_ROLE_CREATE",
        "GUILD_ROLE_UPDATE",
        "GUILD_ROLE_DELETE",
        "CHANNEL_CREATE",
        "CHANNEL_UPDATE",
        "CHANNEL_DELETE",
        "THREAD_CREATE",
        "THREAD_UPDATE",
        "THREAD_DELETE",
        "THREAD_LIST_SYNC",
        "THREAD_MEMBER_UPDATE",
        "STAGE_INSTANCE_CREATE",
        "STAGE_INSTANCE_UPDATE",
        "STAGE_INSTANCE_DELETE",
        "VOICE_CHANNEL_STATUS_UPDATE",
        "VOICE_CHANNEL_START_TIME_UPDATE");
    both(GUILD_MEMBERS, "GUILD_MEMBER_ADD", "GUILD_MEMBER_REMOVE");
    both(GUILD_MODERATION, "GUILD_AUDIT_LOG_ENTRY_CREATE", "GUILD_BAN_ADD", "GUILD_BAN_REMOVE");
    both(
        GUILD_EXPRESSIONS,
        "GUILD_EMOJIS_UPDATE",
        "GUILD_STICKERS_UPDATE",
        "GUILD_SOUNDBOARD_SOUND_CREATE",
        "GUILD_SOUNDBOARD_SOUND_UPDATE",
        "GUILD_SOUNDBOARD_SOUND_DELETE",
        "GUILD_SOUNDBOARD_SOUNDS_UPDATE");
    both(
        GUILD_INTEGRATIONS,
        "GUILD_INTEGRATIONS_UPDATE",
        "INTEGRATION_CREATE",
        "INTEGRATION_UPDATE",
        "INTEGRATION_DELETE");
    both(GUILD_WEBHOOKS, "WEBHOOKS_UPDATE");
    both(GUILD_INVITES, "INVITE_CREATE", "INVITE_DELETE");
    both(GUILD_VOICE_STATES, "VOICE_CHANNEL_EFFECT_SEND", "VOICE_STATE_UPDATE");
    both(GUILD_PRESENCES, "PRESENCE_UPDATE");
    each(
        GUILD_MESSAGES,
        DIRECT_MESSAGES,
        "MESSAGE_CREATE",
        "MESSAGE_UPDATE",
        "MESSAGE_DELETE",
        "MESSAGE_DELETE_BULK");
    each(GUILDS, DIRECT_MESSAGES, "CHANNEL_PINS_UPDATE");
    each(
        GUILD_MESSAGE_REACTIONS,
        DIRECT_MESSAGE_REACTIONS,
        "MESSAGE_REACTION_ADD",
        "MESSAGE_REACTION_REMOVE",
        "MESSAGE_REACTION_REMOVE_ALL",
        "MESSAGE_REACTION_REMOVE_EMOJI");
    each(GUILD_MESSAGE_TYPING, DIRECT_MESSAGE_TYPING, "TYPING_START");
    each(
        GUILD_MESSAGE_POLLS,
        DIRECT_MESSAGE_POLLS,
        "MESSAGE_POLL_VOTE_ADD",
        "MESSAGE_POLL_VOTE_REMOVE");
    both(
        GUILD_SCHEDULED_EVENTS,
        "GUILD_SCHEDULED_EVENT_CREATE",
        "GUILD_SCHEDULED_EVENT_UPDATE",
        "GUILD_SCHEDULED_EVENT_DELETE",
        "GUILD_SCHEDULED_EVENT_USER_ADD",
        "GUILD_SCHEDULED_EVENT_USER_REMOVE");
    both(
        AUTO_MODERATION_CONFIGURATION,
        "AUTO_MODERATION_RULE_CREATE",
        "AUTO_MODERATION_RULE_UPDATE",
        "AUTO_MODERATION_RULE_DELETE");
    both(AUTO_MODERATION_EXECUTION, "AUTO_MODERATION_ACTION_EXECUTION");
  }

  private static void both(Intent intent, String... types) {
    each(intent, intent, types);
  }

  private static void each(Intent inGuild, Intent direct, String... types) {
    var intents = new EventIntents(Intent.bits(List.of(inGuild)), Intent.bits(List.of(direct)));
    for (String type : types) {
      BY_TYPE.put(type, intents);
    }
  }

  static EventIntents of(String type) {
    return BY_TYPE.getOrDefault(type, ALWAYS);
  }

  boolean allow(int intents, boolean isDirect) {
    int needed = isDirect ? direct : inGuild;
    return needed == 0 || (needed & intents) != 0;
  }

  /// Whether guilds and direct messages have to be told apart for these intents.
  boolean depend(int intents) {
    return allow(intents, true) != allow(intents, false);
  }
}
