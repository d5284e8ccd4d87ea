package dev.botswain.event;

import dev.botswain.config.Nearest;
import dev.botswain.discord.protocol.EventType;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The names of all known events: those of [EventType], and Botswain's own.
public final class EventTypes {
  private static final Set<String> KNOWN = names();

  private static final Map<String, String> BY_LETTERS = new TreeMap<>();

  static {
    KNOWN.forEach(name -> BY_LETTERS.put(letters(name), name));
  }

  private EventTypes() {}

  private static Set<String> names() {
    var names =
        new HashSet<>(
            Set.of(
                BotEvents.CONNECTED,
                BotEvents.RESUMED,
                BotEvents.DISCONNECTED,
                BotEvents.DRAINED,
                BotEvents.TOKEN_REJECTED,
                BotEvents.HEALTH,
                BotEvents.GAP));
    for (EventType type : EventType.values()) {
      names.add(type.name());
    }
    return Set.copyOf(names);
  }

  /// Whether an event can have this name, which is case-sensitive.
  public static boolean isKnown(String name) {
    return KNOWN.contains(name);
  }

  /// All names, in order.
  public static Set<String> known() {
    return new TreeSet<>(KNOWN);
  }

  /// The known name that was most likely meant: `MESSAGE_CREATE` for `messageCreate`. Separators
  /// between the words are ignored.
  public static String nearest(String name) {
    return Nearest.closest(letters(name), BY_LETTERS.keySet()).map(BY_LETTERS::get).orElseThrow();
  }

  private static String letters(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "");
  }
}
