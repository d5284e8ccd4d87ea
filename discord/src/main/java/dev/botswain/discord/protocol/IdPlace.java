package dev.botswain.discord.protocol;

/// Where in a dispatch's data the id of a guild or channel stands.
public enum IdPlace {
  NONE,

  /// In the field that is named for it, `guild_id` or `channel_id`, if it is there at all.
  FIELD,

  /// In `id`, as the data is that object, or is named by it.
  OWN
}
