package dev.botswain.webhook;

import java.time.Duration;

/// What to do with a message after an attempt.
sealed interface Next {

  /// It has been delivered.
  record Done() implements Next {}

  /// Send it again.
  ///
  /// @param pause how long to wait first
  /// @param tries what to remember until then
  record Again(Duration pause, Tries tries) implements Next {}

  /// It becomes a dead letter, and the next message follows.
  record GiveUp() implements Next {}

  /// The webhook sends nothing more until its owner enables it.
  record Disable() implements Next {}
}
