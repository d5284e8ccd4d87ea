package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;

/// The form of an error for callers.
public final class ErrorAnswer {

  private static final String CHALLENGE = "Bearer realm=\"botswain\"";

  private ErrorAnswer() {}

  /// @param requestId of the request, unless the refusal names an earlier one
  public static Answer of(RequestRefusedException refusal, String requestId) {
    int status = refusal.error().status();
    var answer =
        new Answer(status, body(refusal, requestId), "application/json", null, refusal.headers());
    return status == 401
        ? answer.with(
            HeaderNames.WWW_AUTHENTICATE,
            refusal.error() == ApiError.MISSING_SESSION
                ? CHALLENGE
                : CHALLENGE + ", error=\"invalid_token\"")
        : answer;
  }

  private static Buffer body(RequestRefusedException refusal, String requestId) {
    var body =
        new JsonObject().put("error", refusal.getMessage()).put("code", refusal.error().code());
    refusal.details().forEach(body::put);
    if (!body.containsKey("requestId")) {
      body.put("requestId", requestId);
    }
    return body.toBuffer();
  }
}
