package dev.botswain.store;

import java.time.Instant;

/// Which events may be kept.
///
/// @param since older events are deleted
/// @param perBot how many of the last events of each bot are kept
/// @param bytes how much all events together may take: their data and [#EVENT_OVERHEAD] for each;
///   the oldest of the largest log are deleted first, so that one bot's events do not push out
///   another's
public record Retention(Instant since, int perBot, long bytes) {
  /// What an event takes besides its data, in bytes.
  public static final int EVENT_OVERHEAD = 150;
}
