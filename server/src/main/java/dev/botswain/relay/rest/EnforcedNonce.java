package dev.botswain.relay.rest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/// Whether a message can be sent twice: with `nonce` and `enforce_nonce`, Discord creates only one
/// message (<https://discord.com/developers/docs/resources/message#create-message>).
final class EnforcedNonce {
  private static final JsonFactory JSON = new JsonFactory();

  private EnforcedNonce() {}

  /// Never fails: a body that is not a JSON object enforces nothing.
  static boolean isIn(Buffer body) {
    var nonce = false;
    var enforced = false;
    try (var json = JSON.createParser(body.getBytes())) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return false;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        var value = json.nextToken();
        switch (name) {
          case "nonce" -> nonce = value.isScalarValue() && value != JsonToken.VALUE_NULL;
          case "enforce_nonce" -> enforced = value == JsonToken.VALUE_TRUE;
          default -> {}
        }
        json.skipChildren();
      }
      return nonce && enforced;
    } catch (IOException notJson) {
      return false;
    }
  }
}
