package dev.botswain.event;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Which events a reader wants. What an event does not have it is not asked for, but for
/// `contains`: only messages have a text, and only those whose text fits pass it. A `gap` always
/// passes, since nobody knows what was in it.
///
/// @param types names of events; empty for all
/// @param guildId 0 for all; events of no guild (direct messages, the bot's own) then do not pass
/// @param channelId 0 for all, likewise
/// @param excludeBots whether to leave out what bots and webhooks did
/// @param excludeSelf whether to leave out what the bot itself wrote, see [Event#isOwn]
/// @param contains a part of the message's text, upper and lower case alike; null for any
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
