package dev.botswain.discord.protocol;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// What stands in a row of [EventType]'s table.
///
/// @param inGuild the intents of which one is needed in a guild; none if it comes always
/// @param direct those for what is of no guild
/// @param byUser whether `user_id` is who did it
record EventRow(
    Set<Intent> inGuild,
    Set<Intent> direct,
    IdPlace guild,
    IdPlace channel,
    boolean byUser,
    GuildEffect effect) {
  /// It comes whatever the intents.
  static EventRow always() {
    return new EventRow(Set.of(), Set.of(), IdPlace.NONE, IdPlace.NONE, false, GuildEffect.NONE);
  }

  /// It comes with any of these.
  static EventRow with(Intent first, Intent... others) {
    Set<Intent> any = Set.copyOf(EnumSet.of(first, others));
    return new EventRow(any, any, IdPlace.NONE, IdPlace.NONE, false, GuildEffect.NONE);
  }

  /// It comes with the one in a guild, with the other elsewhere.
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

  /// It tells of a guild by `guild_id`.
  EventRow inGuilds() {
    return guild(IdPlace.FIELD);
  }

  /// It tells of a guild by `guild_id`, and of a channel by `channel_id`.
  EventRow inChannels() {
    return inGuilds().channel(IdPlace.FIELD);
  }

  /// It is a channel itself, or is named by one, with `guild_id`.
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
