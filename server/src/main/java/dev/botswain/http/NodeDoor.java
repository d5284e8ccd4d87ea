package dev.botswain.http;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Decides about the requests that arrive at the port for other servers of ours.
@FunctionalInterface
public interface NodeDoor {

  /// Called on an event loop, before anything else of a request than its head is looked at.
  ///
  /// @return null if it does not come from one of our servers, or not to this one
  @Nullable Let let(HttpServerRequest head);

  /// What a server of ours wants.
  sealed interface Let {
    /// It passes a caller's request on.
    record PassedOn(Hop hop) implements Let {}

    /// It has a request of its own.
    record Own(NodeRoute route) implements Let {}
  }
}
