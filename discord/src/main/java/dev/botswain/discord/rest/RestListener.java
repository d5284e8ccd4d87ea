package dev.botswain.discord.rest;

/// Is told by a [RestQueue] what becomes of its requests. Its methods must neither wait nor fail.
@FunctionalInterface
public interface RestListener {
  /// Discord no longer accepts the token. Called once, on the queue's event loop.
  void tokenRejected();

  /// A request was sent, perhaps not for the last time. Called on the queue's event loop.
  ///
  /// @param status of Discord's answer; 0 if there is none
  default void attempted(int status) {}

  /// Discord has answered a request for good. Called on the queue's event loop.
  ///
  /// @param code Discord's error code; 0 if there is none
  default void answered(FinishedCall call, int status, int code) {}

  /// A request was given up. Called on any thread.
  ///
  /// @param why a [RestException], or a [java.util.concurrent.CancellationException] if its caller
  ///   gave it up
  default void failed(FinishedCall call, Throwable why) {}
}
