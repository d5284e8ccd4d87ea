package dev.botswain.store;

import java.time.Instant;

/// Whether a store can write.
public sealed interface Condition {
  /// It can, as far as is known.
  record Working() implements Condition {}

  /// It cannot, and keeps trying.
  ///
  /// @param reason a sentence for the operator
  record Failing(Instant since, String reason) implements Condition {}
}
