package dev.botswain.store;

import java.time.Instant;

/// What may be kept of the events.
///
/// @param since events that are older go
/// @param perBot of each bot the last so many stay
/// @param bytes how much all events together may take; the oldest go first
public record Retention(Instant since, int perBot, long bytes) {}
