package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/// A request that is answered with one of Discord's errors ([Error
/// Messages](https://discord.com/developers/docs/reference#error-messages)).
final class RequestRefused extends RuntimeException {
  private final ErrorCode code;
  private final transient @Nullable ObjectNode errors;

  /// `errors` is the tree of errors, for [ErrorCode#INVALID_FORM_BODY].
  RequestRefused(ErrorCode code, @Nullable ObjectNode errors) {
    super(code.message, null, false, false);
    this.code = code;
    this.errors = errors;
  }

  Answer answer() {
    return Answer.json(
        code.status,
        json -> {
          json.writeStartObject();
          json.writeStringField("message", code.message);
          json.writeNumberField("code", code.code);
          if (errors != null) {
            json.writeFieldName("errors");
            json.writeRawValue(errors.toString());
          }
          json.writeEndObject();
        });
  }
}
