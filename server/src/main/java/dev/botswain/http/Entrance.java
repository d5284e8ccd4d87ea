package dev.botswain.http;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// What becomes of the requests of a [Listener].
@FunctionalInterface
interface Entrance {
  void enter(HttpServerRequest request, Opening opening);

  /// Counts a request as in progress.
  @FunctionalInterface
  interface Opening {
    /// @param of what its event loops share; null for that of the listener
    /// @param hop null if it comes from its caller
    Exchange open(HttpServerRequest request, @Nullable Shared of, @Nullable Hop hop);
  }
}
