package dev.botswain.action;

/// Performs one operation of a bot.
@FunctionalInterface
interface ActionHandler {
  /// Refuses what can be refused before the body of the request has arrived. Does not wait.
  ///
  /// @throws RequestRefusedException if the body need not be sent
  default void permit(ActionRequest request) {}

  /// Waits for Discord, so only for virtual threads. A refusal that the caller may see is an
  /// outcome; [ActionFailures] turns other exceptions into errors.
  ActionResult run(ActionRequest request) throws Exception;
}
