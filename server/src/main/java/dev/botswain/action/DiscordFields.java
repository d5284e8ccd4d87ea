package dev.botswain.action;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.botswain.json.DiscordJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The fields of one of Discord's objects, in the order in which they arrive. The value of each
/// field is taken or skipped, once; one that does not have the requested type counts as absent.
///
/// A value that is not an object has no fields.
final class DiscordFields {
  private final JsonParser json;
  private final boolean isObject;

  /// @param json at the first token of the object; at its last when there is no next field
  DiscordFields(JsonParser json) throws IOException {
    this.json = json;
    isObject = json.currentToken() == JsonToken.START_OBJECT;
    if (!isObject) {
      json.skipChildren();
    }
  }

  /// Moves to the next field, if there is one.
  boolean next() throws IOException {
    if (!isObject || json.nextToken() != JsonToken.FIELD_NAME) {
      return false;
    }
    json.nextToken();
    return true;
  }

  String name() throws IOException {
    return json.currentName();
  }

  void skip() throws IOException {
    json.skipChildren();
  }

  @Nullable String text() throws IOException {
    JsonToken value = json.currentToken();
    if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
      return json.getText();
    }
    json.skipChildren();
    return null;
  }

  String text(String otherwise) throws IOException {
    String text = text();
    return text == null ? otherwise : text;
  }

  boolean truth() throws IOException {
    json.skipChildren();
    return json.currentToken() == JsonToken.VALUE_TRUE;
  }

  /// A whole number; one that does not fit becomes the nearest that does.
  @Nullable Long number() throws IOException {
    json.skipChildren();
    return json.currentToken().isNumeric() ? (Long) (long) json.getDoubleValue() : null;
  }

  @Nullable Double decimal() throws IOException {
    json.skipChildren();
    return json.currentToken().isNumeric() ? (Double) json.getDoubleValue() : null;
  }

  /// Empty if it is not a list.
  <T> List<T> list(DiscordJson.Element<T> element) throws IOException {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return List.of();
    }
    var list = new ArrayList<T>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      list.add(element.read(json));
    }
    return list;
  }
}
