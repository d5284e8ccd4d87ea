package dev.botswain.http;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Knows callers, and what they may do. Called on an event loop for every request, so it answers
/// from memory.
public interface Admission {

  /// The live caller with this secret.
  ///
  /// @param secret from `Authorization`
  /// @throws RequestRefusedException with [ApiError#UNKNOWN_SESSION], or with
  ///   [ApiError#TOKEN_REJECTED] if the session has ended because Discord no longer accepts the
  ///   token
  Caller find(String secret);

  /// Called before the body is read.
  ///
  /// @param caller null in an operation that is open to everyone
  /// @throws RequestRefusedException if the caller may not do this
  void check(@Nullable Caller caller, Contract.Described operation, Map<String, Object> parameters);

  /// Called on a virtual thread once the body has been read.
  ///
  /// @throws RequestRefusedException if the caller may not do what the body says
  void check(@Nullable Caller caller, JsonObject body);
}
