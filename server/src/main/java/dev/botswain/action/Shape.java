package dev.botswain.action;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One kind of Discord's objects, as our API reads and writes it: names in camel case, and for some
/// fields a [Codec] or a different name. [Glossary#common] applies to fields of all shapes; nested
/// objects and lists are passed on with their names changed.
///
/// Immutable; `with…` methods return another shape.
final class Shape implements Codec {
  /// Only names change.
  static final Shape PLAIN = new Shape(Map.of(), Map.of(), Set.of());

  private final Map<String, Codec> codecs;
  private final Map<String, String> discordNames;
  private final Set<String> hidden;

  private Shape(Map<String, Codec> codecs, Map<String, String> discordNames, Set<String> hidden) {
    this.codecs = Map.copyOf(codecs);
    this.discordNames = Map.copyOf(discordNames);
    this.hidden = Set.copyOf(hidden);
  }

  /// The same with a field that has its own codec.
  Shape with(String ours, Codec codec) {
    var more = new HashMap<>(codecs);
    more.put(ours, codec);
    return new Shape(more, discordNames, hidden);
  }

  /// The same with a field that has a different name in our API.
  Shape named(String ours, String discord) {
    var more = new HashMap<>(discordNames);
    more.put(ours, discord);
    return new Shape(codecs, more, hidden);
  }

  /// The same without some fields in the output.
  Shape without(String... ours) {
    var more = new HashSet<>(hidden);
    more.addAll(Set.of(ours));
    return new Shape(codecs, discordNames, more);
  }

  @Override
  public @Nullable Object toDiscord(String field, @Nullable Object ours) {
    return switch (ours) {
      case JsonObject object -> toDiscord(field, object);
      case JsonArray list -> Codec.each(this).toDiscord(field, list);
      case null -> null;
      default -> ours;
    };
  }

  /// @param field the object's place in the caller's body; empty for the body itself
  JsonObject toDiscord(String field, JsonObject ours) {
    var made = new JsonObject();
    for (var entry : ours) {
      String name = entry.getKey();
      String place = field.isEmpty() ? name : field + "." + name;
      made.put(discordName(name), codec(name).toDiscord(place, entry.getValue()));
    }
    return made;
  }

  @Override
  public @Nullable Object toOurs(JsonNode discord) {
    if (discord.isArray()) {
      var list = new ArrayList<@Nullable Object>();
      discord.forEach(element -> list.add(toOurs(element)));
      return list;
    }
    if (!discord.isObject()) {
      return discord.isNull() ? null : discord;
    }
    var object = new LinkedHashMap<String, @Nullable Object>();
    for (var entry : discord.properties()) {
      String name = ourName(entry.getKey());
      if (!hidden.contains(name)) {
        object.put(name, codec(name).toOurs(entry.getValue()));
      }
    }
    return object;
  }

  /// Discord's name of a field.
  String discordName(String ours) {
    String named = discordNames.get(ours);
    return named != null ? named : snakeCase(ours);
  }

  private String ourName(String discord) {
    for (var entry : discordNames.entrySet()) {
      if (entry.getValue().equals(discord)) {
        return entry.getKey();
      }
    }
    return camelCase(discord);
  }

  private Codec codec(String ours) {
    Codec own = codecs.get(ours);
    return own != null ? own : Glossary.common(ours);
  }

  static String snakeCase(String camel) {
    var snake = new StringBuilder(camel.length() + 4);
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c)) {
        snake.append('_');
      }
      snake.append(Character.toLowerCase(c));
    }
    return snake.toString();
  }

  static String camelCase(String snake) {
    int underscore = snake.indexOf('_', 1);
    if (underscore < 0) {
      return snake;
    }
    var parts = snake.split("_");
    var camel = new StringBuilder(snake.length()).append(parts[0]);
    for (int i = 1; i < parts.length; i++) {
      if (!parts[i].isEmpty()) {
        camel.append(parts[i].substring(0, 1).toUpperCase(Locale.ROOT));
        camel.append(parts[i], 1, parts[i].length());
      }
    }
    return camel.toString();
  }
}
