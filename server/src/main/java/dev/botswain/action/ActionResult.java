package dev.botswain.action;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// An outcome, with its circumstances.
///
/// @param replayed whether it is the outcome of an earlier request with the same key
/// @param queued how long the request waited for its turns at Discord; null if none was sent
public record ActionResult(Outcome outcome, boolean replayed, @Nullable Duration queued) {

  /// A result for which nothing was sent.
  static ActionResult of(Outcome outcome) {
    return new ActionResult(outcome, false, null);
  }
}
