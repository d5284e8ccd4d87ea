package dev.botswain.http;

import java.util.List;
import java.util.Optional;

/// What all event loops share.
///
/// @param unrouted counts requests that reach no endpoint
record Shared(
    Cors cors,
    Gzip gzip,
    Failures failures,
    RequestMetrics.Timers unrouted,
    Memory memory,
    Spool spool) {

  /// The same for a port that no page of another origin may call.
  Shared withoutPages() {
    return new Shared(
        new Cors(List.of(), Optional.empty()), gzip, failures, unrouted, memory, spool);
  }
}
