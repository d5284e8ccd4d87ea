package dev.botswain.http;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Knows who calls, and what they may do. Asked on an event loop for every request, so it answers
/// from memory.
public interface Admission {

  /// The live caller who shows this.
  ///
  /// @param secret from `Authorization`
  /// @throws RequestRefusedException with [ApiError#UNKNOWN_SESSION], or with
  ///   [ApiError#TOKEN_REJECTED] if it has ended because Discord no longer takes the token
  Caller find(String secret);

  /// Asked before the body is read.
  ///
  /// @param caller null in an operation that is open to everybody
  /// @throws RequestRefusedException if the caller may not do this
  void check(@Nullable Caller caller, Contract.Described operation, Map<String, Object> parameters);

  /// Asked on a virtual thread once the body is read.
  ///
  /// @throws RequestRefusedException if the caller may not do what the body says
  void check(@Nullable Caller caller, JsonObject body);
}
