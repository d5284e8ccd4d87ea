package dev.botswain.action;

/// Carries out one operation that a bot can be asked for.
@FunctionalInterface
interface ActionHandler {
  /// Refuses what can be refused before the body of the request is there. Does not wait.
  ///
  /// @throws RequestRefusedException if it need not come
  default void permit(ActionRequest request) {}

  /// Waits for Discord, so only for virtual threads. A refusal that the caller can know of is an
  /// outcome; what else is thrown becomes an error by [ActionFailures].
  ActionResult run(ActionRequest request) throws Exception;
}
