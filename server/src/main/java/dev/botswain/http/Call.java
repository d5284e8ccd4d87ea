package dev.botswain.http;

import dev.botswain.time.Await;
import dev.botswain.time.Deadline;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// One request, as an [Operation] sees it: authenticated and valid by the contract.
public interface Call {

  /// Made here or by the caller; stands in the log and in the answer.
  String requestId();

  /// The caller's address, from `X-Forwarded-For` where a trusted proxy passed it on.
  String address();

  /// Who is calling.
  ///
  /// @throws IllegalStateException in an operation whose contract says `security: []`
  Caller caller();

  /// A path or query parameter as text; the contract's default, else null, if it is absent.
  @Nullable String text(String parameter);

  /// A parameter of type `integer`.
  ///
  /// @param otherwise what to return if it is absent and has no default in the contract
  int number(String parameter, int otherwise);

  /// The body, which the contract demands; read-only by convention.
  ///
  /// @throws IllegalStateException in an operation without a body
  JsonObject body();

  /// The body, or an empty object if there is none.
  JsonObject bodyOrEmpty();

  /// Keeps the body as bytes only, until it is asked for again: what waits for long calls this, and
  /// holds on to nothing that it had of the body.
  void letGoOfBody();

  /// The files that came with the body, or null.
  @Nullable Upload upload();

  /// The method, path and query as they came.
  String target();

  /// A request header, or null. One that came several times is a list (RFC 9110, 5.3).
  @Nullable String header(String name);

  /// All parameters that are there, or that have a default in the contract: text, numbers and
  /// truths.
  Map<String, Object> parameters();

  /// When the caller must be answered.
  Deadline deadline();

  /// Waits for a result, at most until [#deadline]. Only in [Operation#answer].
  ///
  /// @throws TimeoutException when the time is up; left to fall through, it becomes 504
  default <T> T await(Future<T> future) throws TimeoutException {
    return Await.of(future, deadline().left());
  }

  /// This request's own path and query with one parameter replaced, relative to this server; for
  /// [Answer#next].
  String nextPage(String parameter, String value);
}
