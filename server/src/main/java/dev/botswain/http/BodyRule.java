package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The contract's rules for a JSON body: parses it and reports what is wrong with it.
///
/// @param json whether it may be sent as JSON
/// @param form the form in which it may be the field `json`, with files; null for none. The
///   contract names it in `x-form` if it is not the form of messages
record BodyRule(boolean required, boolean json, @Nullable UploadForm form, SchemaCheck check) {
  static final String JSON = "application/json";
  private static final String FORM = "multipart/form-data";
  private static final String BODY = "body";
  private static final Pattern UTF_8 = Pattern.compile("utf-?8", Pattern.CASE_INSENSITIVE);

  /// @param requestBody without references; must not be shared
  static BodyRule of(JsonObject requestBody, Contract.Names names) {
    var content = requestBody.getJsonObject("content");
    var json = content.getJsonObject(JSON);
    var form = content.getJsonObject(FORM);
    var schema =
        json != null
            ? json.getJsonObject("schema")
            : form.getJsonObject("schema").getJsonObject("properties").getJsonObject("json");
    return new BodyRule(
        requestBody.getBoolean("required", false),
        json != null,
        form == null ? null : names.form(form.getString("x-form", "message")),
        new SchemaCheck(lenient(schema)));
  }

  /// Without the names that `x-lenient` marks: the code that uses them accepts others too, such as
  /// those in lower case, and has better messages for one that does not exist.
  private static JsonObject lenient(JsonObject schema) {
    leaveOut(schema);
    return schema;
  }

  private static void leaveOut(@Nullable Object tree) {
    switch (tree) {
      case JsonObject object -> {
        if (object.getBoolean("x-lenient", false)) {
          object.remove("enum");
        }
        object.forEach(entry -> leaveOut(entry.getValue()));
      }
      case JsonArray array -> array.forEach(BodyRule::leaveOut);
      case null, default -> {}
    }
  }

  /// The form of a body with this type, if forms are allowed.
  ///
  /// @param contentType as it arrived, null if it is absent
  /// @throws RequestRefusedException if only a form is allowed, and this is none
  @Nullable UploadForm formOf(@Nullable String contentType) {
    if (form != null && HeaderValue.of(contentType).value().equals(FORM)) {
      return form;
    }
    if (!json) {
      throw ApiError.UNSUPPORTED_MEDIA_TYPE.because(
          "the Content-Type must be multipart/form-data, with the fields json and file");
    }
    return null;
  }

  /// @param contentType as it arrived, null if it is absent
  /// @param values takes the room for parsed values
  /// @return null if the body is empty and may be
  /// @throws RequestRefusedException if the body is missing, not JSON, or does not fit
  @Nullable JsonObject read(@Nullable String contentType, Buffer bytes, Memory.Held values) {
    if (bytes.length() == 0) {
      if (required) {
        throw RequestRefusedException.field(BODY, "is required, as JSON");
      }
      return null;
    }
    if (!isJson(contentType)) {
      throw ApiError.UNSUPPORTED_MEDIA_TYPE.refusal();
    }
    var value = JsonText.parse(bytes, values::more);
    check.check(BODY, value);
    return (JsonObject) value;
  }

  /// In UTF-8, if it has a charset. Other parameters have no meaning ([RFC 8259,
  /// 11](https://www.rfc-editor.org/rfc/rfc8259#section-11)).
  private static boolean isJson(@Nullable String contentType) {
    var type = HeaderValue.of(contentType);
    var charset = type.parameter("charset");
    return type.value().equals(JSON) && (charset == null || UTF_8.matcher(charset).matches());
  }
}
