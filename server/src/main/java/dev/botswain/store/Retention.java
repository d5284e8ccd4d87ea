package dev.botswain.store;

import java.time.Instant;

/// What may be kept of the events.
///
/// @param since events that are older go
/// @param perBot of each bot the last so many stay
/// @param bytes how much all events together may take: their data and [#EVENT_OVERHEAD] for each;
///   the oldest of the largest log go first, so that one bot's events do not push out another's
public record Retention(Instant since, int perBot, long bytes) {
  /// What an event takes beside its data, in bytes.
  public static final int EVENT_OVERHEAD = 150;
}
