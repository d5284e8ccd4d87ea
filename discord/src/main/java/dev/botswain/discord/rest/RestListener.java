package dev.botswain.discord.rest;

/// Is told by a [RestQueue] what becomes of its requests. Its methods must neither wait nor fail.
@FunctionalInterface
public interface RestListener {
  /// Discord no longer accepts the token. Called once, on the queue's event loop.
  void tokenRejected();

  /// Discord has answered a request for good. Called on the queue's event loop.
  ///
  /// @param code Discord's error code; 0 if there is none
  default void answered(RestRequest request, Route route, int status, int code) {}

  /// A request was given up. Called on any thread.
  default void failed(RestRequest request, Route route, RestException why) {}
}
