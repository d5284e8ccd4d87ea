package dev.botswain.store;

/// What a reader of a bot's log has not read yet.
///
/// @param events the number of events
/// @param oldestMillis when the first of them arrived, in milliseconds since 1970; 0 if there is
///   none
public record Backlog(long events, long oldestMillis) {}
