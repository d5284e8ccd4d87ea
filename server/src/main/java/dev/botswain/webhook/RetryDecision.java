package dev.botswain.webhook;

import java.time.Duration;

/// What to do with a message after an attempt.
sealed interface RetryDecision {

  /// It has been delivered.
  record Done() implements RetryDecision {}

  /// Send it again.
  ///
  /// @param pause how long to wait first
  /// @param state what to remember until then
  record Again(Duration pause, RetryState state) implements RetryDecision {}

  /// It becomes a dead letter, and the next message follows.
  record GiveUp() implements RetryDecision {}

  /// The webhook sends nothing more until its owner enables it.
  record Disable() implements RetryDecision {}
}
