package dev.botswain.discord.protocol;

/// Where the id of a guild or channel is in a dispatch's data.
public enum IdPlace {
  NONE,

  /// In the field `guild_id` or `channel_id`, if there is one.
  FIELD,

  /// In `id`, because the data is that object, or has its id.
  OWN
}
