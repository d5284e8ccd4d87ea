package dev.botswain.store;

import java.util.List;

/// Some events of a bot's log, as of one moment.
///
/// @param trimmed the id of the last event that the log had deleted by then; 0 if none
/// @param events by id
public record StoredPage(long trimmed, List<StoredEvent> events) {}
