package dev.botswain.relay.gateway;

import dev.botswain.discord.protocol.EventType;
import dev.botswain.event.Event;
import org.jspecify.annotations.Nullable;

/// Whether a client with these intents gets an event. Unknown events always pass.
final class EventIntents {
  private EventIntents() {}

  static boolean allow(Event event, int intents) {
    @Nullable EventType type = EventType.of(event.type());
    if (type == null) {
      return true;
    }
    // The ids are read only if they make a difference.
    boolean inGuild = type.comesWith(intents, false);
    return inGuild == type.comesWith(intents, true)
        ? inGuild
        : inGuild == (event.fields().guildId() != 0);
  }

  /// The same for a type, before there is an event.
  static boolean allow(String type, int intents, boolean isDirect) {
    @Nullable EventType known = EventType.of(type);
    return known == null || known.comesWith(intents, isDirect);
  }
}
