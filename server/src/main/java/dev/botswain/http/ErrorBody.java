package dev.botswain.http;

import dev.botswain.error.RequestRefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/// The form of an error for callers.
public final class ErrorBody {
  private ErrorBody() {}

  /// @param requestId of the request, unless the refusal names an earlier one
  public static Answer answer(RequestRefusedException refusal, String requestId) {
    return new Answer(
        refusal.error().status(),
        of(refusal, requestId),
        "application/json",
        null,
        refusal.headers());
  }

  private static Buffer of(RequestRefusedException refusal, String requestId) {
    var body =
        new JsonObject().put("error", refusal.getMessage()).put("code", refusal.error().code());
    refusal.details().forEach(body::put);
    if (!body.containsKey("requestId")) {
      body.put("requestId", requestId);
    }
    return body.toBuffer();
  }
}
