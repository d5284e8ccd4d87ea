package dev.botswain.http;

import dev.botswain.error.RequestRefusedException;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Knows the callers of a security scheme, and what they may do. Called on an event loop for every
/// request, so it answers from memory.
public interface Admission {

  /// The live caller with this secret.
  ///
  /// @param secret from `Authorization`; null if there is none
  /// @throws RequestRefusedException if there is no such caller
  Caller find(@Nullable String secret);

  /// The live caller whose secret a page of this server has in a cookie.
  ///
  /// @param holder whose the secret is, as the page says: a bot's id or `operator`
  /// @param secret null if there is no such cookie
  /// @throws RequestRefusedException if there is no such caller
  Caller findOfPage(String holder, @Nullable String secret);

  /// There is no caller with the secret of a request. Does not wait.
  ///
  /// @param call without its parameters and its body
  default void unknown(Call call, Contract.Described operation, RequestRefusedException refusal) {}

  /// Called before the body is read.
  ///
  /// @throws RequestRefusedException if the caller may not do this
  void check(Caller caller, Contract.Described operation, Map<String, Object> parameters);

  /// Somebody was refused by a check. Does not wait.
  ///
  /// @param call without its body
  default void refused(Call call, Contract.Described operation, RequestRefusedException refusal) {}

  /// Called on a virtual thread once the body has been read.
  ///
  /// @throws RequestRefusedException if the caller may not do what the body says
  void check(Caller caller, JsonObject body);
}
