package dev.botswain.operator;

import dev.botswain.store.Backlog;

/// How far a reader is behind.
///
/// @param seconds since the oldest event that it has not read
record LagView(long events, double seconds) {
  /// @param now in milliseconds since 1970
  static LagView of(Backlog behind, long now) {
    return new LagView(behind.events(), behind.ageSeconds(now));
  }
}
