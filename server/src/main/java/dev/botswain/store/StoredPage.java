package dev.botswain.store;

import java.util.List;

/// Some events of a bot's log, as they stood at one moment.
///
/// @param trimmed the id of the last event that the log had forgotten by then; 0 if none
/// @param events by id
public record StoredPage(long trimmed, List<StoredEvent> events) {}
