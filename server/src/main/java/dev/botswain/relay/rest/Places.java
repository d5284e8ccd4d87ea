package dev.botswain.relay.rest;

import dev.botswain.guild.Guild;
import dev.botswain.session.Session;

/// Where a session is good, asked with ids as they come from callers.
record Places(Session session) {
  private static final int LONGEST_ID = 20;

  /// Whether it is good everywhere.
  boolean isEverywhere() {
    return session.grant().isEverywhere();
  }

  /// Whether it is good for a channel or thread. What is no id names none.
  boolean hasChannel(String id) {
    return isId(id) && session.grant().allowsChannel(session.bot(), number(id));
  }

  /// Whether it is good for a guild as a whole.
  boolean hasGuild(String id) {
    return isId(id) && session.grant().allowsGuild(number(id));
  }

  /// Whether it is good for a guild or for something in it.
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

  /// 0, which is no id, for what is more than 64 bits.
  private static long number(String id) {
    try {
      return Long.parseUnsignedLong(id);
    } catch (NumberFormatException tooLarge) {
      return 0;
    }
  }
}
