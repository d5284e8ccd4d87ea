package dev.botswain.webhook;

import java.time.Duration;

/// What is to be done with a message after an attempt.
sealed interface Next {

  /// It has arrived.
  record Done() implements Next {}

  /// It is to be sent again.
  ///
  /// @param pause how long to wait before that
  /// @param tries what is to be remembered until then
  record Again(Duration pause, Tries tries) implements Next {}

  /// It is a dead letter, and the next one goes on.
  record GiveUp() implements Next {}

  /// The webhook sends nothing any more until its owner enables it.
  record Disable() implements Next {}
}
