package dev.botswain.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/// What an error looks like to a caller.
final class ErrorBody {
  private ErrorBody() {}

  static Buffer of(RequestRefusedException refusal, String requestId) {
    var body =
        new JsonObject().put("error", refusal.getMessage()).put("code", refusal.error().code());
    refusal.details().forEach(body::put);
    return body.put("requestId", requestId).toBuffer();
  }
}
