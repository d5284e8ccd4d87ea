package dev.botswain.http;

import io.vertx.core.http.HttpServerRequest;

/// Answers all requests below some paths by itself, if the contract does not describe them. It may
/// read and write bytes as they arrive; an [Operation] has complete bodies.
///
/// All requests are sound according to RFC 9112, and have their line in the log and their entry in
/// the metrics. Everything here is called on event loops, so nothing may wait.
public interface Mount extends Idiom {

  /// The name of its requests in the metrics.
  String name();

  /// Whether it covers requests with this path, as it arrived.
  boolean covers(String path);

  /// Whether it covers a request, of which the head alone may be read.
  default boolean covers(HttpServerRequest request) {
    return covers(request.path());
  }

  /// The methods with which pages in a browser may call it, as in `Allow`. It does not receive
  /// their preflights.
  String methods();

  /// Answers a request, now or later. [#refusal] answers what it throws.
  void take(Passage passage);
}
