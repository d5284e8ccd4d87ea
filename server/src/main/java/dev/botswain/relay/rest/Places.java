package dev.botswain.relay.rest;

import dev.botswain.guild.Guild;
import dev.botswain.session.Session;

/// The guilds and channels of a session, checked with ids as callers send them.
record Places(Session session) {
  private static final int LONGEST_ID = 20;

  /// Whether the session applies everywhere.
  boolean isEverywhere() {
    return session.grant().isEverywhere();
  }

  /// Whether it applies to a channel or thread. A text that is not an id names none.
  boolean hasChannel(String id) {
    return isId(id) && session.grant().allowsChannel(session.bot(), number(id));
  }

  /// Whether it applies to a guild as a whole.
  boolean hasGuild(String id) {
    return isId(id) && session.grant().allowsGuild(number(id));
  }

  /// Whether it applies to a guild or to something in it.
  boolean hasPartOfGuild(String id) {
    if (hasGuild(id)) {
      return true;
    }
    Guild guild = isId(id) ? session.bot().guild(number(id)) : null;
    return guild != null && session.grant().knows(guild);
  }

  private static boolean isId(String text) {
    return !text.isEmpty()
        && text.length() <= LONGEST_ID
        && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  /// 0, which is not an id, for a number of more than 64 bits.
  private static long number(String id) {
    try {
      return Long.parseUnsignedLong(id);
    } catch (NumberFormatException tooLarge) {
      return 0;
    }
  }
}
