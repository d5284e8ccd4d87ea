package dev.botswain.action;

/// Performs one operation of a bot.
@FunctionalInterface
interface ActionHandler {
  /// Refuses what can be refused before the body of the request has arrived. Does not wait.
  ///
  /// @throws RequestRefusedException if the body need not be sent
  default void permit(ActionRequest request) {}

  /// Whether it only reads, so that no audit records it.
  default boolean reads() {
    return false;
  }

  /// Waits for Discord, so only for virtual threads. A refusal that the caller may see is an
  /// outcome; [ActionFailures] turns other exceptions into errors.
  ///
  /// @param recording begins before anything acts
  ActionResult run(ActionRequest request, Recording recording) throws Exception;
}
