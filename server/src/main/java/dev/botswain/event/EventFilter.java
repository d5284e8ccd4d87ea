package dev.botswain.event;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which events a reader wants. A condition does not apply to an event without the field. The
/// exception is `contains`: only messages have a text, and only those whose text matches pass. A
/// `gap` always passes, because no one knows what was in it.
///
/// @param types names of events; empty for all
/// @param guildId 0 for all; otherwise events of no guild (direct messages, the bot's own) do not
///   pass
/// @param channelId 0 for all; otherwise events of no channel do not pass
/// @param excludeBots whether to drop what bots and webhooks did
/// @param excludeSelf whether to drop what the bot itself wrote, see [Event#isOwn]
/// @param contains a part of the message's text, not case-sensitive; null for any
public record EventFilter(
    Set<String> types,
    long guildId,
    long channelId,
    boolean excludeBots,
    boolean excludeSelf,
    @Nullable String contains)
    implements Predicate<Event>, EventView {

  public static final EventFilter ALL = new EventFilter(Set.of(), 0, 0, false, false, null);

  public EventFilter {
    types = Set.copyOf(types);
    contains = contains == null || contains.isEmpty() ? null : contains.toLowerCase(Locale.ROOT);
  }

  /// The same for other types.
  public EventFilter withTypes(Set<String> others) {
    return new EventFilter(others, guildId, channelId, excludeBots, excludeSelf, contains);
  }

  @Override
  public @Nullable Event see(Event event) {
    return test(event) ? event : null;
  }

  /// Whether a reader gets the event.
  @Override
  public boolean test(Event event) {
    if (event.type().equals(BotEvents.GAP)) {
      return true;
    }
    if (!types.isEmpty() && !types.contains(event.type())) {
      return false;
    }
    if (guildId == 0 && channelId == 0 && !excludeBots && !excludeSelf && contains == null) {
      return true;
    }
    EventFields fields = event.fields();
    return (guildId == 0 || fields.guildId() == guildId)
        && (channelId == 0 || fields.channelId() == channelId)
        && !(excludeBots && fields.byBot())
        && !(excludeSelf && event.isOwn())
        && (contains == null
            || fields.content() != null
                && fields.content().toLowerCase(Locale.ROOT).contains(contains));
  }
}
