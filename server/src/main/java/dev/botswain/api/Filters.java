package dev.botswain.api;

import dev.botswain.discord.protocol.Snowflake;
import dev.botswain.error.Choices;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.event.EventFilter;
import dev.botswain.event.EventTypes;
import dev.botswain.http.Call;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which events a caller wants: the same names in a query and in a webhook, parsed in one place.
final class Filters {
  /// The default for a webhook. A receiver that answers each message with another would otherwise
  /// answer itself forever.
  static final EventFilter OF_NEW_WEBHOOK = new EventFilter(Set.of(), 0, 0, false, true, null);

  private Filters() {}

  /// From the query of a stream or a poll.
  ///
  /// @throws RequestRefusedException if it names an unknown event, and does not allow unknown ones
  static EventFilter of(Call call) {
    String types = call.text("types");
    return new EventFilter(
        types(types == null ? List.of() : List.of(types.split(",")), is(call, "unknownTypes")),
        id(call, "guildId"),
        id(call, "channelId"),
        is(call, "excludeBots"),
        is(call, "excludeSelf"),
        call.text("contains"));
  }

  /// From the body of a webhook. The types are separate from the other filters; each part that is
  /// absent stays unchanged.
  static EventFilter of(JsonObject body, EventFilter before) {
    JsonArray types = body.getJsonArray("types");
    JsonObject filters = body.getJsonObject("filters");
    Set<String> wanted =
        types == null
            ? before.types()
            : types(
                types.stream().map(String::valueOf).toList(),
                body.getBoolean("unknownTypes", false));
    return filters == null
        ? before.withTypes(wanted)
        : new EventFilter(
            wanted,
            id(filters, "guildId"),
            id(filters, "channelId"),
            filters.getBoolean("excludeBots", false),
            filters.getBoolean("excludeSelf", before.excludeSelf()),
            filters.getString("contains"));
  }

  /// As a webhook shows it, without the types.
  static JsonObject view(EventFilter filter) {
    return new JsonObject()
        .put("guildId", text(filter.guildId()))
        .put("channelId", text(filter.channelId()))
        .put("excludeBots", filter.excludeBots())
        .put("excludeSelf", filter.excludeSelf())
        .put("contains", filter.contains());
  }

  private static Set<String> types(Collection<String> names, boolean unknownToo) {
    for (String name : names) {
      if (!unknownToo && !EventTypes.isKnown(name)) {
        String nearest = EventTypes.nearest(name);
        throw RequestRefusedException.field(
                "types",
                "has "
                    + Choices.shown(name)
                    + ", which is not a known event; did you mean "
                    + nearest
                    + "? For an event that is newer than this server, set unknownTypes to true")
            .with("nearest", nearest);
      }
    }
    return Set.copyOf(names);
  }

  private static boolean is(Call call, String parameter) {
    return Boolean.parseBoolean(call.text(parameter));
  }

  private static long id(Call call, String parameter) {
    Long id = Callers.snowflake(call, parameter);
    return id == null ? 0 : id;
  }

  private static long id(JsonObject filters, String name) {
    String id = filters.getString(name);
    return id == null ? 0 : Snowflake.of(id);
  }

  private static @Nullable String text(long id) {
    return id == 0 ? null : Long.toUnsignedString(id);
  }
}
