package dev.botswain.http;

import dev.botswain.trace.Traces;
import java.util.List;
import java.util.Optional;

/// What all event loops share.
///
/// @param port what they serve; [Port#BOTH] if there is only one
/// @param unrouted counts requests that reach no endpoint
record Shared(
    Port port,
    Cors cors,
    Gzip gzip,
    Failures failures,
    RequestMetrics.Timers unrouted,
    Memory memory,
    Spool spool,
    Traces traces) {

  /// The same for the operator's port, which no page of another origin may call.
  Shared ofOperator() {
    return new Shared(
        Port.OPERATOR,
        new Cors(List.of(), Optional.empty()),
        gzip,
        failures,
        unrouted,
        memory,
        spool,
        traces);
  }
}
