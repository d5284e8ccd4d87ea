package dev.botswain.session;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which fields of which events need more than the scope `events`. Only this table says so;
/// whichever way an event leaves the server, a [Grant] asks here.
///
/// A session without the scope gets the event with `[REDACTED]` in these fields, so that libraries
/// still find a string where they expect one.
///
/// @param scope what a session needs for the fields
/// @param fields their names, at any depth
record Withheld(Scope scope, Set<String> fields) {
  private static final String INSTEAD = "[REDACTED]";
  private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.US_ASCII);
  private static final JsonFactory JSON = new JsonFactory();

  private static final Map<String, Withheld> BY_TYPE =
      Map.of(
          // The token is enough to answer as the bot, for 15 minutes:
          // https://discord.com/developers/docs/interactions/receiving-and-responding
          "INTERACTION_CREATE", new Withheld(Scope.COMMANDS, Set.of("token")),
          // Both together are enough to speak and listen as the bot:
          // https://discord.com/developers/docs/topics/voice-connections
          "VOICE_SERVER_UPDATE", new Withheld(Scope.BOT, Set.of("token")),
          "VOICE_STATE_UPDATE", new Withheld(Scope.BOT, Set.of("session_id")),
          "GUILD_CREATE", new Withheld(Scope.BOT, Set.of("session_id")),
          // That of the bot's own gateway connection.
          "READY", new Withheld(Scope.BOT, Set.of("session_id")));

  /// The fields that a session with this grant does not get in events of a type; null if it gets
  /// all.
  static @Nullable Withheld from(Grant grant, String type) {
    Withheld rule = BY_TYPE.get(type);
    return rule == null || grant.has(rule.scope()) ? null : rule;
  }

  /// The data of an event without the fields; empty if it cannot be parsed.
  byte[] reduce(byte[] data) {
    var reduced = new ByteArrayOutputStream(data.length);
    try (JsonParser from = JSON.createParser(data);
        JsonGenerator to = JSON.createGenerator(reduced)) {
      for (JsonToken token = from.nextToken(); token != null; token = from.nextToken()) {
        to.copyCurrentEventExact(from);
        if (token == JsonToken.FIELD_NAME && fields.contains(from.currentName())) {
          if (from.nextToken() == JsonToken.VALUE_NULL) {
            to.writeNull();
          } else {
            from.skipChildren();
            to.writeString(INSTEAD);
          }
        }
      }
    } catch (IOException unreadable) {
      return NOTHING;
    }
    return reduced.toByteArray();
  }
}
