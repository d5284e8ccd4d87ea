package dev.botswain.discord.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/// The fields that all of Discord's errors share, and those of a 429:
/// <https://discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit>.
///
/// @param code 0 if there is none
/// @param message empty if there is none
/// @param retryAfter in seconds; NaN if there is none
record DiscordErrorBody(int code, String message, double retryAfter, boolean global) {
  private static final JsonFactory JSON = new JsonFactory();

  /// Never fails: a body that is not a JSON object has none of the fields.
  static DiscordErrorBody of(Buffer body) {
    int code = 0;
    var message = "";
    var retryAfter = Double.NaN;
    var global = false;
    try (var json = JSON.createParser(body.getBytes())) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
          var name = json.currentName();
          var value = json.nextToken();
          switch (name) {
            case "code" -> code = value == JsonToken.VALUE_NUMBER_INT ? json.getIntValue() : 0;
            case "message" -> message = value == JsonToken.VALUE_STRING ? json.getText() : "";
            case "retry_after" ->
                retryAfter = value.isNumeric() ? json.getDoubleValue() : Double.NaN;
            case "global" -> global = value == JsonToken.VALUE_TRUE;
            default -> json.skipChildren();
          }
          if (value.isStructStart()) {
            json.skipChildren();
          }
        }
      }
    } catch (IOException _) {
      // What was read so far counts.
    }
    return new DiscordErrorBody(code, message, retryAfter, global);
  }
}
