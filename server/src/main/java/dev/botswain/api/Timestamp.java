package dev.botswain.api;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A moment as callers see it: ISO 8601 in UTC, in milliseconds.
final class Timestamp {
  private Timestamp() {}

  static String of(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
