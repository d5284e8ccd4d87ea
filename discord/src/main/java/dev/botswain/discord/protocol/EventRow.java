package dev.botswain.discord.protocol;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A row of [EventType]'s table.
///
/// @param inGuild the intents of which one is needed in a guild; empty if it always arrives
/// @param direct the same for events outside guilds
/// @param byUser whether `user_id` names the actor
record EventRow(
    Set<Intent> inGuild,
    Set<Intent> direct,
    IdPlace guild,
    IdPlace channel,
    boolean byUser,
    GuildEffect effect) {
  /// It arrives whatever the intents.
  static EventRow always() {
    return new EventRow(Set.of(), Set.of(), IdPlace.NONE, IdPlace.NONE, false, GuildEffect.NONE);
  }

  /// It arrives with any of these.
  static EventRow with(Intent first, Intent... others) {
    Set<Intent> any = Set.copyOf(EnumSet.of(first, others));
    return new EventRow(any, any, IdPlace.NONE, IdPlace.NONE, false, GuildEffect.NONE);
  }

  /// It arrives with the first intent in a guild, with the second elsewhere.
  static EventRow each(Intent inGuild, Intent direct) {
    return new EventRow(
        Set.of(inGuild), Set.of(direct), IdPlace.NONE, IdPlace.NONE, false, GuildEffect.NONE);
  }

  EventRow guild(IdPlace place) {
    return new EventRow(inGuild, direct, place, channel, byUser, effect);
  }

  EventRow channel(IdPlace place) {
    return new EventRow(inGuild, direct, guild, place, byUser, effect);
  }

  /// It names a guild in `guild_id`.
  EventRow inGuilds() {
    return guild(IdPlace.FIELD);
  }

  /// It names a guild in `guild_id`, and a channel in `channel_id`.
  EventRow inChannels() {
    return inGuilds().channel(IdPlace.FIELD);
  }

  /// Its data is a channel, or has a channel's id, with `guild_id`.
  EventRow ofChannel() {
    return inGuilds().channel(IdPlace.OWN);
  }

  EventRow doneByUser() {
    return new EventRow(inGuild, direct, guild, channel, true, effect);
  }

  EventRow effect(GuildEffect effect) {
    return new EventRow(inGuild, direct, guild, channel, byUser, effect);
  }

  static int bits(Set<Intent> intents) {
    return Intent.bits(List.copyOf(intents));
  }
}
