package dev.botswain.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// What the contract says about a JSON body: reads it and says what is wrong with it.
///
/// @param form whether it may come as a field of a form, with files
record BodyRule(boolean required, boolean form, SchemaCheck check) {
  static final String JSON = "application/json";
  private static final String FORM = "multipart/form-data";
  private static final String BODY = "body";

  static BodyRule of(JsonObject requestBody) {
    var content = requestBody.getJsonObject("content");
    return new BodyRule(
        requestBody.getBoolean("required", false),
        content.containsKey(FORM),
        new SchemaCheck(content.getJsonObject(JSON).getJsonObject("schema")));
  }

  /// Whether a body of this type is a form that may be sent in place of JSON.
  boolean isForm(@Nullable String contentType) {
    return form
        && contentType != null
        && contentType.regionMatches(true, 0, FORM, 0, FORM.length());
  }

  /// @param contentType as it came, null if it is absent
  /// @return null if the body is empty and may be
  /// @throws RequestRefusedException if the body is missing, not JSON, or does not fit
  @Nullable JsonObject read(@Nullable String contentType, Buffer bytes) {
    if (bytes.length() == 0) {
      if (required) {
        throw RequestRefusedException.field(BODY, "is required, as JSON");
      }
      return null;
    }
    if (!isJson(contentType)) {
      throw ApiError.UNSUPPORTED_MEDIA_TYPE.refusal();
    }
    var value = JsonText.parse(bytes);
    check.check(BODY, value);
    return (JsonObject) value;
  }

  /// `application/json`, in UTF-8 if it says so at all.
  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int semicolon = contentType.indexOf(';');
    var type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    var parameters = semicolon < 0 ? "" : contentType.substring(semicolon + 1);
    var charset = parameters.strip().replace("\"", "");
    return type.strip().equalsIgnoreCase(JSON)
        && (charset.isEmpty() || charset.equalsIgnoreCase("charset=utf-8"));
  }
}
