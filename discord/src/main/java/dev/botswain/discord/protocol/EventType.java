package dev.botswain.discord.protocol;

import static dev.botswain.discord.protocol.EventRow.always;
import static dev.botswain.discord.protocol.EventRow.each;
import static dev.botswain.discord.protocol.EventRow.with;
import static dev.botswain.discord.protocol.IdPlace.OWN;
import static dev.botswain.discord.protocol.Intent.AUTO_MODERATION_CONFIGURATION;
import static dev.botswain.discord.protocol.Intent.AUTO_MODERATION_EXECUTION;
import static dev.botswain.discord.protocol.Intent.DIRECT_MESSAGES;
import static dev.botswain.discord.protocol.Intent.DIRECT_MESSAGE_POLLS;
import static dev.botswain.discord.protocol.Intent.DIRECT_MESSAGE_REACTIONS;
import static dev.botswain.discord.protocol.Intent.DIRECT_MESSAGE_TYPING;
import static dev.botswain.discord.protocol.Intent.GUILDS;
import static dev.botswain.discord.protocol.Intent.GUILD_EXPRESSIONS;
import static dev.botswain.discord.protocol.Intent.GUILD_INTEGRATIONS;
import static dev.botswain.discord.protocol.Intent.GUILD_INVITES;
import static dev.botswain.discord.protocol.Intent.GUILD_MEMBERS;
import static dev.botswain.discord.protocol.Intent.GUILD_MESSAGES;
import static dev.botswain.discord.protocol.Intent.GUILD_MESSAGE_POLLS;
import static dev.botswain.discord.protocol.Intent.GUILD_MESSAGE_REACTIONS;
import static dev.botswain.discord.protocol.Intent.GUILD_MESSAGE_TYPING;
import static dev.botswain.discord.protocol.Intent.GUILD_MODERATION;
import static dev.botswain.discord.protocol.Intent.GUILD_PRESENCES;
import static dev.botswain.discord.protocol.Intent.GUILD_SCHEDULED_EVENTS;
import static dev.botswain.discord.protocol.Intent.GUILD_VOICE_STATES;
import static dev.botswain.discord.protocol.Intent.GUILD_WEBHOOKS;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The dispatches that Discord sends. This is the one table of which intents each needs, where its
/// guild's and channel's ids are, and what it changes about a guild. All are logged, whatever their
/// row; those without a row pass through as well.
///
/// Source: <https://discord.com/developers/docs/events/gateway-events#receive-events> and
/// <https://discord.com/developers/docs/events/gateway#list-of-intents>.
public enum EventType {
  READY(always().effect(GuildEffect.GUILDS_LISTED)),
  RESUMED(always()),
  RATE_LIMITED(always().effect(GuildEffect.MEMBERS_REFUSED)),
  APPLICATION_COMMAND_PERMISSIONS_UPDATE(always().inGuilds()),
  AUTO_MODERATION_RULE_CREATE(with(AUTO_MODERATION_CONFIGURATION).inGuilds()),
  AUTO_MODERATION_RULE_UPDATE(with(AUTO_MODERATION_CONFIGURATION).inGuilds()),
  AUTO_MODERATION_RULE_DELETE(with(AUTO_MODERATION_CONFIGURATION).inGuilds()),
  AUTO_MODERATION_ACTION_EXECUTION(with(AUTO_MODERATION_EXECUTION).inChannels()),
  CHANNEL_CREATE(with(GUILDS).ofChannel().effect(GuildEffect.CHANNEL_SET)),
  CHANNEL_UPDATE(with(GUILDS).ofChannel().effect(GuildEffect.CHANNEL_SET)),
  CHANNEL_DELETE(with(GUILDS).ofChannel().effect(GuildEffect.CHANNEL_REMOVED)),
  CHANNEL_INFO(always().inGuilds()),
  CHANNEL_PINS_UPDATE(each(GUILDS, DIRECT_MESSAGES).inChannels().effect(GuildEffect.PINS_SET)),
  THREAD_CREATE(with(GUILDS).ofChannel().effect(GuildEffect.THREAD_SET)),
  THREAD_UPDATE(with(GUILDS).ofChannel().effect(GuildEffect.THREAD_SET)),
  THREAD_DELETE(with(GUILDS).ofChannel().effect(GuildEffect.THREAD_REMOVED)),
  THREAD_LIST_SYNC(with(GUILDS).inGuilds().effect(GuildEffect.THREADS_LISTED)),
  THREAD_MEMBER_UPDATE(with(GUILDS).ofChannel()),

  /// With GUILDS alone it is only about the bot.
  THREAD_MEMBERS_UPDATE(with(GUILDS, GUILD_MEMBERS).ofChannel()),
  ENTITLEMENT_CREATE(always().inGuilds()),
  ENTITLEMENT_UPDATE(always().inGuilds()),
  ENTITLEMENT_DELETE(always().inGuilds()),
  GUILD_CREATE(with(GUILDS).guild(OWN).effect(GuildEffect.GUILD_CREATED)),
  GUILD_UPDATE(with(GUILDS).guild(OWN).effect(GuildEffect.GUILD_UPDATED)),
  GUILD_DELETE(with(GUILDS).guild(OWN).effect(GuildEffect.GUILD_DELETED)),
  GUILD_AUDIT_LOG_ENTRY_CREATE(with(GUILD_MODERATION).inGuilds()),
  GUILD_BAN_ADD(with(GUILD_MODERATION).inGuilds()),
  GUILD_BAN_REMOVE(with(GUILD_MODERATION).inGuilds()),
  GUILD_EMOJIS_UPDATE(with(GUILD_EXPRESSIONS).inGuilds().effect(GuildEffect.EMOJIS_SET)),
  GUILD_STICKERS_UPDATE(with(GUILD_EXPRESSIONS).inGuilds().effect(GuildEffect.STICKERS_SET)),
  GUILD_INTEGRATIONS_UPDATE(with(GUILD_INTEGRATIONS).inGuilds()),

  /// Not on Discord's page, but sent.
  GUILD_JOIN_REQUEST_CREATE(always().inGuilds()),
  GUILD_JOIN_REQUEST_UPDATE(always().inGuilds()),
  GUILD_JOIN_REQUEST_DELETE(always().inGuilds()),
  GUILD_MEMBER_ADD(with(GUILD_MEMBERS).inGuilds().effect(GuildEffect.MEMBER_ADDED)),
  GUILD_MEMBER_REMOVE(with(GUILD_MEMBERS).inGuilds().effect(GuildEffect.MEMBER_REMOVED)),

  /// About the bot itself it always arrives.
  GUILD_MEMBER_UPDATE(with(GUILD_MEMBERS).inGuilds().effect(GuildEffect.MEMBER_CHANGED)),
  GUILD_MEMBERS_CHUNK(always().inGuilds().effect(GuildEffect.MEMBERS_LISTED)),
  GUILD_ROLE_CREATE(with(GUILDS).inGuilds().effect(GuildEffect.ROLE_SET)),
  GUILD_ROLE_UPDATE(with(GUILDS).inGuilds().effect(GuildEffect.ROLE_SET)),
  GUILD_ROLE_DELETE(with(GUILDS).inGuilds().effect(GuildEffect.ROLE_REMOVED)),
  GUILD_SCHEDULED_EVENT_CREATE(
      with(GUILD_SCHEDULED_EVENTS).inChannels().effect(GuildEffect.SCHEDULED_EVENT_SET)),
  GUILD_SCHEDULED_EVENT_UPDATE(
      with(GUILD_SCHEDULED_EVENTS).inChannels().effect(GuildEffect.SCHEDULED_EVENT_SET)),
  GUILD_SCHEDULED_EVENT_DELETE(
      with(GUILD_SCHEDULED_EVENTS).inChannels().effect(GuildEffect.SCHEDULED_EVENT_REMOVED)),
  GUILD_SCHEDULED_EVENT_USER_ADD(with(GUILD_SCHEDULED_EVENTS).inGuilds()),
  GUILD_SCHEDULED_EVENT_USER_REMOVE(with(GUILD_SCHEDULED_EVENTS).inGuilds()),
  GUILD_SOUNDBOARD_SOUND_CREATE(with(GUILD_EXPRESSIONS).inGuilds().effect(GuildEffect.SOUND_SET)),
  GUILD_SOUNDBOARD_SOUND_UPDATE(with(GUILD_EXPRESSIONS).inGuilds().effect(GuildEffect.SOUND_SET)),
  GUILD_SOUNDBOARD_SOUND_DELETE(
      with(GUILD_EXPRESSIONS).inGuilds().effect(GuildEffect.SOUND_REMOVED)),
  GUILD_SOUNDBOARD_SOUNDS_UPDATE(with(GUILD_EXPRESSIONS).inGuilds().effect(GuildEffect.SOUNDS_SET)),
  SOUNDBOARD_SOUNDS(always().inGuilds()),
  INTEGRATION_CREATE(with(GUILD_INTEGRATIONS).inGuilds()),
  INTEGRATION_UPDATE(with(GUILD_INTEGRATIONS).inGuilds()),
  INTEGRATION_DELETE(with(GUILD_INTEGRATIONS).inGuilds()),
  INTERACTION_CREATE(always().inChannels()),
  INVITE_CREATE(with(GUILD_INVITES).inChannels()),
  INVITE_DELETE(with(GUILD_INVITES).inChannels()),
  MESSAGE_CREATE(each(GUILD_MESSAGES, DIRECT_MESSAGES).inChannels()),
  MESSAGE_UPDATE(each(GUILD_MESSAGES, DIRECT_MESSAGES).inChannels()),
  MESSAGE_DELETE(each(GUILD_MESSAGES, DIRECT_MESSAGES).inChannels()),
  MESSAGE_DELETE_BULK(with(GUILD_MESSAGES).inChannels()),
  MESSAGE_REACTION_ADD(
      each(GUILD_MESSAGE_REACTIONS, DIRECT_MESSAGE_REACTIONS).inChannels().doneByUser()),
  MESSAGE_REACTION_REMOVE(
      each(GUILD_MESSAGE_REACTIONS, DIRECT_MESSAGE_REACTIONS).inChannels().doneByUser()),
  MESSAGE_REACTION_REMOVE_ALL(each(GUILD_MESSAGE_REACTIONS, DIRECT_MESSAGE_REACTIONS).inChannels()),
  MESSAGE_REACTION_REMOVE_EMOJI(
      each(GUILD_MESSAGE_REACTIONS, DIRECT_MESSAGE_REACTIONS).inChannels()),
  MESSAGE_POLL_VOTE_ADD(each(GUILD_MESSAGE_POLLS, DIRECT_MESSAGE_POLLS).inChannels().doneByUser()),
  MESSAGE_POLL_VOTE_REMOVE(
      each(GUILD_MESSAGE_POLLS, DIRECT_MESSAGE_POLLS).inChannels().doneByUser()),
  PRESENCE_UPDATE(with(GUILD_PRESENCES).inGuilds().effect(GuildEffect.PRESENCE_SET)),
  STAGE_INSTANCE_CREATE(with(GUILDS).inChannels().effect(GuildEffect.STAGE_SET)),
  STAGE_INSTANCE_UPDATE(with(GUILDS).inChannels().effect(GuildEffect.STAGE_SET)),
  STAGE_INSTANCE_DELETE(with(GUILDS).inChannels().effect(GuildEffect.STAGE_REMOVED)),
  SUBSCRIPTION_CREATE(always()),
  SUBSCRIPTION_UPDATE(always()),
  SUBSCRIPTION_DELETE(always()),
  TYPING_START(each(GUILD_MESSAGE_TYPING, DIRECT_MESSAGE_TYPING).inChannels().doneByUser()),
  USER_UPDATE(always()),
  VOICE_CHANNEL_EFFECT_SEND(with(GUILD_VOICE_STATES).inChannels()),
  VOICE_CHANNEL_STATUS_UPDATE(with(GUILDS).ofChannel()),
  VOICE_CHANNEL_START_TIME_UPDATE(with(GUILDS).ofChannel()),
  VOICE_STATE_UPDATE(with(GUILD_VOICE_STATES).inChannels().effect(GuildEffect.VOICE_STATE_SET)),
  VOICE_SERVER_UPDATE(always().inGuilds()),
  WEBHOOKS_UPDATE(with(GUILD_WEBHOOKS).inChannels());

  private static final Map<String, EventType> BY_NAME = new HashMap<>();

  static {
    for (EventType type : values()) {
      BY_NAME.put(type.name(), type);
    }
  }

  private final EventRow row;
  private final int bitsInGuild;
  private final int bitsDirect;

  EventType(EventRow row) {
    this.row = row;
    this.bitsInGuild = EventRow.bits(row.inGuild());
    this.bitsDirect = EventRow.bits(row.direct());
  }

  /// The row of a dispatch; null if it has none.
  public static @Nullable EventType of(String name) {
    return BY_NAME.get(name);
  }

  /// The intents of which one is needed, in a guild or elsewhere; empty if it always arrives.
  public Set<Intent> intents(boolean isDirect) {
    return isDirect ? row.direct() : row.inGuild();
  }

  /// Whether a client with these intents gets it.
  ///
  /// @param isDirect whether it is outside guilds
  public boolean comesWith(int intents, boolean isDirect) {
    int any = isDirect ? bitsDirect : bitsInGuild;
    return any == 0 || (any & intents) != 0;
  }

  public IdPlace guildId() {
    return row.guild();
  }

  public IdPlace channelId() {
    return row.channel();
  }

  /// Whether it is about a thread, with the thread's channel in `parent_id`.
  public boolean isOfThread() {
    return name().startsWith("THREAD_");
  }

  /// Whether `user_id` names the actor.
  public boolean isByUser() {
    return row.byUser();
  }

  public GuildEffect effect() {
    return row.effect();
  }
}
