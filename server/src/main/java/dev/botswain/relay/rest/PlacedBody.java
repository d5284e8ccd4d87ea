package dev.botswain.relay.rest;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.JsonText;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Checks that the body of a request stays within its session's guilds and channels, because a body
/// can name other places than its path: the channel that a message is forwarded from, the one that
/// messages are passed on to, the category that a channel is moved to.
///
/// Only JSON passes, and only JSON that can be read in one way: UTF-8, no name twice, names in
/// ASCII as all of Discord's are. Forms do not pass: their parts would have to be found exactly
/// where Discord finds them.
///
/// The names of places come from Discord's OpenAPI document
/// (<https://github.com/discord/discord-api-spec>): `channel_id`, `parent_id`, `guild_id` and names
/// that end like these, lists of them, `exempt_channels`. Everything that looks like these is
/// checked in the same way.
final class PlacedBody {
  /// Enough for an emoji of 256 KiB in base64.
  static final int LARGEST = 512 << 10;

  private static final Pattern JSON =
      Pattern.compile(
          "application/json\\s*(;\\s*charset=\"?utf-8\"?\\s*)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern CHANNEL = Pattern.compile("(.+_)?(channel|thread|parent)(s|_ids?)?");
  private static final Pattern GUILD = Pattern.compile("(.+_)?guild(s|_ids?)?");

  private final Places places;

  PlacedBody(Places places) {
    this.places = places;
  }

  /// Checked before the body is read.
  ///
  /// @param headers as Discord gets them
  /// @throws RequestRefusedException if Discord might read the body as anything except JSON
  void requireJson(List<Map.Entry<String, String>> headers) {
    boolean json = false;
    for (var header : headers) {
      switch (header.getKey().toLowerCase(Locale.ROOT)) {
        case "content-type" -> {
          if (json || !JSON.matcher(header.getValue()).matches()) {
            throw refusal();
          }
          json = true;
        }
        case "content-encoding" -> throw refusal();
        default -> {}
      }
    }
    if (!json) {
      throw refusal();
    }
  }

  /// @throws RequestRefusedException if it names a place outside the session's guilds and channels,
  ///   or is not JSON
  void check(Buffer body) {
    any(JsonText.parse(body));
  }

  private void any(@Nullable Object value) {
    switch (value) {
      case JsonObject object -> object(object);
      case JsonArray list -> list.forEach(this::any);
      case null, default -> {}
    }
  }

  private void object(JsonObject object) {
    for (var field : object) {
      if (field.getKey().chars().anyMatch(c -> c <= ' ' || c > '~')) {
        throw refusal();
      }
      String name = field.getKey().toLowerCase(Locale.ROOT);
      if (CHANNEL.matcher(name).matches()) {
        place(field.getValue(), false);
      } else if (GUILD.matcher(name).matches()) {
        place(field.getValue(), true);
      } else if (name.equals("message_reference")) {
        reference(field.getValue());
      }
      any(field.getValue());
    }
    if ("channel".equals(object.getValue("type"))) {
      place(object.getValue("id"), false);
    }
  }

  /// @param value an id, an object with an id, a list of either, or null
  private void place(@Nullable Object value, boolean guild) {
    switch (value) {
      case null -> {}
      case JsonArray list -> list.forEach(each -> place(each, guild));
      case JsonObject thing -> place(thing.getValue("id"), guild);
      default -> {
        String id = value.toString();
        if (!(guild ? places.hasPartOfGuild(id) : places.hasChannel(id))) {
          throw refusal();
        }
      }
    }
  }

  /// A reply refers to a message of its own channel unless it says otherwise. Any other reference
  /// to a message must name the channel.
  private static void reference(@Nullable Object value) {
    if (value instanceof JsonObject reference
        && reference.getValue("channel_id") == null
        && reference.getValue("type") != null
        && !Integer.valueOf(0).equals(reference.getValue("type"))) {
      throw refusal();
    }
  }

  private static RequestRefusedException refusal() {
    return ApiError.OUT_OF_SCOPE.refusal();
  }
}
