package dev.botswain.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One field of JSON that is otherwise only passed on: nothing is built for the rest.
public final class JsonField {
  private static final JsonFactory JSON = new JsonFactory();

  private JsonField() {}

  /// The text of a field; null if there is none, or the JSON before it is malformed.
  ///
  /// @param path names of nested fields, from the outside to the inside
  public static @Nullable String text(byte[] json, List<String> path) {
    try (var parser = JSON.createParser(json)) {
      for (var name : path) {
        if (parser.currentToken() == null) {
          parser.nextToken();
        }
        if (!find(parser, name)) {
          return null;
        }
      }
      return parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
    } catch (IOException broken) {
      return null;
    }
  }

  /// Moves to the value of a field of the object that begins here.
  private static boolean find(JsonParser parser, String name) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      return false;
    }
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      var here = parser.currentName().equals(name);
      parser.nextToken();
      if (here) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }
}
