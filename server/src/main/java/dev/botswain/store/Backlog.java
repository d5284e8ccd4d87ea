package dev.botswain.store;

/// What somebody who reads a bot's log has before them.
///
/// @param events how many
/// @param oldestMillis when the first of them came, in milliseconds since 1970; 0 if there is none
public record Backlog(long events, long oldestMillis) {}
