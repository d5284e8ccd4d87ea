package dev.botswain.http;

import dev.botswain.time.Await;
import dev.botswain.time.Deadline;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One request, as an [Operation] sees it: authenticated and validated against the contract.
public interface Call {

  /// Created by the caller or here; it is in the log and in the answer.
  String requestId();

  /// The caller's address, from `X-Forwarded-For` if a trusted proxy passed it on.
  String address();

  /// The caller.
  ///
  /// @throws IllegalStateException in an operation whose contract says `security: []`
  Caller caller();

  /// A path or query parameter as text; if it is absent, the contract's default, otherwise null.
  @Nullable String text(String parameter);

  /// A parameter of type `integer`.
  ///
  /// @param otherwise the result if it is absent and has no default in the contract
  int number(String parameter, int otherwise);

  /// The body, which the contract requires; read-only by convention.
  ///
  /// @throws IllegalStateException in an operation without a body
  JsonObject body();

  /// The body, or an empty object if there is none.
  JsonObject bodyOrEmpty();

  /// Keeps the body only as bytes until it is requested again. Code that waits for long calls this,
  /// and keeps no references into the body.
  void letGoOfBody();

  /// The files of the body, or null.
  @Nullable Upload upload();

  /// The method, path and query as they arrived.
  String target();

  /// Whether the connection is encrypted.
  boolean isSecure();

  /// Which port of this server it came to; [Port#BOTH] if there is only one.
  Port port();

  /// The cookies of the console, and whether the request is one of its pages'.
  ConsoleCookies cookies();

  /// A request header, or null. Repeated headers are joined to a list (RFC 9110, 5.3).
  @Nullable String header(String name);

  /// All parameters that are present, or have a default in the contract: text, numbers and
  /// booleans.
  Map<String, Object> parameters();

  /// The time by which the caller must be answered.
  Deadline deadline();

  /// Waits for a result, at most until [#deadline]. Only in [Operation#answer].
  ///
  /// @throws TimeoutException when the time is up; if not caught, it becomes 504
  default <T> T await(Future<T> future) throws TimeoutException {
    return Await.of(future, deadline().remaining());
  }

  /// This request's own path and query with one parameter replaced, relative to this server; for
  /// [Answer#next].
  String nextPage(String parameter, String value);
}
