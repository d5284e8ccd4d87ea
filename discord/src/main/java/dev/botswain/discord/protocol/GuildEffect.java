package dev.botswain.discord.protocol;

/// What a dispatch changes about what is known of a guild. All code that stores parts of guilds
/// switches over all of these, so that a new one cannot be overlooked.
public enum GuildEffect {
  NONE,

  /// The guilds of a shard, in READY.
  GUILDS_LISTED,
  GUILD_CREATED,
  GUILD_DELETED,
  GUILD_UPDATED(true),
  ROLE_SET(true),
  ROLE_REMOVED(true),
  EMOJIS_SET(true),
  STICKERS_SET(true),
  SOUND_SET(true),
  SOUND_REMOVED(true),

  /// Several sounds, or all at once.
  SOUNDS_SET(true),
  MEMBER_ADDED(true),

  /// Changes of every member arrive, but a stored guild only has the bot as a certain member.
  MEMBER_CHANGED,
  MEMBER_REMOVED(true),
  MEMBERS_LISTED,

  /// A request for members was refused.
  MEMBERS_REFUSED,
  PRESENCE_SET,
  SCHEDULED_EVENT_SET(true),
  SCHEDULED_EVENT_REMOVED(true),
  STAGE_SET(true),
  STAGE_REMOVED(true),
  VOICE_STATE_SET(true),
  CHANNEL_SET(true),
  CHANNEL_REMOVED(true),
  PINS_SET(true),
  THREAD_SET(true),
  THREAD_REMOVED(true),
  THREADS_LISTED(true);

  private final boolean ofPart;

  GuildEffect() {
    this(false);
  }

  GuildEffect(boolean ofPart) {
    this.ofPart = ofPart;
  }

  /// Whether it always changes a part of GUILD_CREATE, whichever member it is about.
  public boolean isOfPart() {
    return ofPart;
  }
}
