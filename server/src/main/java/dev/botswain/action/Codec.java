package dev.botswain.action;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.discord.protocol.Permission;
import dev.botswain.error.Choices;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.json.DiscordJson;
import dev.botswain.time.Timestamp;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The form of one kind of value at Discord and in our API.
interface Codec {

  /// @param field its place in the caller's body, for an error
  /// @param ours a JsonObject, JsonArray, String, Number, Boolean or null
  /// @return one of the same types
  /// @throws RequestRefusedException if Discord has no such value
  @Nullable Object toDiscord(String field, @Nullable Object ours);

  /// @return what Jackson can write: a map, list, text, number, boolean, tree or null
  @Nullable Object toOurs(JsonNode discord);

  /// Structures that Discord documents on their own, such as embeds: unchanged here.
  Codec AS_IT_IS = of((_, ours) -> ours, discord -> discord.isNull() ? null : discord);

  /// A set of permissions: Discord's decimal string, our list of names.
  Codec PERMISSIONS =
      of(
          Codec::bits,
          discord -> discord.isNull() ? null : Permission.names(DiscordJson.permissions(discord)));

  /// A moment. Our API returns it in one format, and accepts every format that Discord accepts.
  Codec MOMENT =
      of(
          (_, ours) -> ours,
          discord ->
              discord.isNull()
                  ? null
                  : discord.isTextual() ? Timestamp.of(discord.asText()) : discord);

  /// A number that has a name in our API.
  static Codec label(Labels labels) {
    return of(
        (field, ours) -> ours == null ? null : labels.number(field, ours.toString()),
        discord -> discord.isNull() ? null : labels.label(discord.asInt()));
  }

  /// A list of numbers that have names in our API.
  static Codec labels(Labels labels) {
    return each(label(labels));
  }

  /// Bits of a number, a list of names in our API. Bits without a name are dropped.
  static Codec flags(Labels positions) {
    return of(
        (field, ours) ->
            ours instanceof JsonArray names
                ? names.stream()
                    .mapToInt(name -> 1 << positions.number(field, String.valueOf(name)))
                    .reduce(0, (a, b) -> a | b)
                : ours,
        discord ->
            positions.all().entrySet().stream()
                .filter(flag -> (discord.asLong() >>> flag.getKey() & 1) != 0)
                .map(java.util.Map.Entry::getValue)
                .collect(Collectors.toList()));
  }

  /// A list of values of one kind.
  static Codec each(Codec one) {
    return of(
        (field, ours) -> {
          if (!(ours instanceof JsonArray list)) {
            return ours;
          }
          var made = new JsonArray();
          for (int i = 0; i < list.size(); i++) {
            made.add(one.toDiscord(field + "[" + i + "]", list.getValue(i)));
          }
          return made;
        },
        discord -> {
          if (!discord.isArray()) {
            return null;
          }
          var made = new ArrayList<@Nullable Object>();
          discord.forEach(element -> made.add(one.toOurs(element)));
          return made;
        });
  }

  /// A value that callers only read.
  static Codec view(Reading reading) {
    return of((_, ours) -> ours, discord -> discord.isNull() ? null : reading.of(discord));
  }

  private static Codec of(Writing toDiscord, Reading toOurs) {
    return new Codec() {
      @Override
      public @Nullable Object toDiscord(String field, @Nullable Object ours) {
        return toDiscord.of(field, ours);
      }

      @Override
      public @Nullable Object toOurs(JsonNode discord) {
        return toOurs.of(discord);
      }
    };
  }

  private static @Nullable Object bits(String field, @Nullable Object ours) {
    if (!(ours instanceof JsonArray names)) {
      return ours;
    }
    long bits = 0;
    for (Object each : names) {
      String name = String.valueOf(each);
      try {
        bits |= Permission.bit(name);
      } catch (IllegalArgumentException unknown) {
        var known = Stream.of(Permission.values()).map(Enum::name).toList();
        throw RequestRefusedException.field(
            field,
            "names %s, which is not a permission; there are %s%s"
                .formatted(
                    Choices.shown(name), String.join(", ", known), Choices.meant(name, known)));
      }
    }
    return Long.toString(bits);
  }

  /// One direction of a codec.
  @FunctionalInterface
  interface Writing {
    @Nullable Object of(String field, @Nullable Object ours);
  }

  /// The other direction.
  @FunctionalInterface
  interface Reading {
    @Nullable Object of(JsonNode discord);
  }
}
