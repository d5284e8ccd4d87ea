package dev.botswain.relay.gateway;

import dev.botswain.discord.protocol.EventType;
import dev.botswain.event.Event;
import org.jspecify.annotations.Nullable;

/// Whether an event comes with a client's intents. Events that are not known here come always.
final class EventIntents {
  private EventIntents() {}

  static boolean allow(Event event, int intents) {
    @Nullable EventType type = EventType.of(event.type());
    if (type == null) {
      return true;
    }
    // The ids are read only where it makes a difference.
    boolean inGuild = type.comesWith(intents, false);
    return inGuild == type.comesWith(intents, true)
        ? inGuild
        : inGuild == (event.fields().guildId() != 0);
  }

  /// The same for a type, where the event is not there yet.
  static boolean allow(String type, int intents, boolean isDirect) {
    @Nullable EventType known = EventType.of(type);
    return known == null || known.comesWith(intents, isDirect);
  }
}
