package dev.botswain.discord.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Single fields of a payload's data that the shard itself needs.
final class PayloadFields {
  private static final JsonFactory JSON = new JsonFactory();

  private PayloadFields() {}

  /// A number among the fields of an object.
  ///
  /// @throws MalformedPayloadException if it is missing
  static long longField(byte[] data, String name) {
    String value = textField(data, name);
    try {
      return value == null ? missing(name) : (long) Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new MalformedPayloadException(name + " is not a number", e);
    }
  }

  /// A string or a number among the fields of an object, or null.
  static @Nullable String textField(byte[] data, String name) {
    try (JsonParser parser = JSON.createParser(data)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedPayloadException("the data is not an object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        boolean found = parser.currentName().equals(name);
        JsonToken value = parser.nextToken();
        if (found) {
          return value.isScalarValue() && value != JsonToken.VALUE_NULL ? parser.getText() : null;
        }
        parser.skipChildren();
      }
      return null;
    } catch (IOException e) {
      throw new MalformedPayloadException("the data is not JSON", e);
    }
  }

  private static long missing(String name) {
    throw new MalformedPayloadException("no " + name);
  }
}
