package dev.botswain.error;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A request is refused, with an error of the catalogue. It can be thrown anywhere, and each front
/// end writes it in one place. It is an expected event, so it carries no stack trace.
public final class RequestRefusedException extends RuntimeException {
  private final ApiError error;
  private final transient Map<String, Object> details = new LinkedHashMap<>();
  private final transient List<String> headers = new ArrayList<>();

  RequestRefusedException(ApiError error, String sentence) {
    super(sentence, null, false, false);
    this.error = error;
  }

  /// A parameter or a place in the body is invalid; the sentence begins with its name.
  ///
  /// @param expectation the requirement: `must be a whole number from 1 to 1000`
  public static RequestRefusedException field(String field, String expectation) {
    return new RequestRefusedException(ApiError.INVALID_REQUEST, field + " " + expectation)
        .with("field", field);
  }

  /// A copy, to which details can be added.
  public RequestRefusedException copy() {
    var copy = new RequestRefusedException(error, String.valueOf(getMessage()));
    copy.details.putAll(details);
    copy.headers.addAll(headers);
    return copy;
  }

  /// Adds a member to the error's body.
  ///
  /// @param value a String, Boolean, Integer, Long, or a List of them
  public RequestRefusedException with(String name, Object value) {
    details.put(name, value);
    return this;
  }

  /// Says when to retry, in `Retry-After` and in the body, in whole seconds, rounded up, at least
  /// 1.
  public RequestRefusedException retryAfter(Duration wait) {
    long seconds = Math.max(1, wait.plusNanos(999_999_999).toSeconds());
    return header("Retry-After", Long.toString(seconds)).with("retryAfter", seconds);
  }

  /// Adds a header to the answer.
  public RequestRefusedException header(String name, String value) {
    headers.add(name);
    headers.add(value);
    return this;
  }

  public ApiError error() {
    return error;
  }

  /// The fields of the body besides `error`, `code` and `requestId`.
  public Map<String, Object> details() {
    return Collections.unmodifiableMap(details);
  }

  /// Further headers, as name, value, name, value.
  public List<String> headers() {
    return Collections.unmodifiableList(headers);
  }
}
