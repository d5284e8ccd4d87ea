package dev.botswain.sim.gateway;

/// A RESUME that succeeded.
///
/// @param at milliseconds since 1970
/// @param awayMs how long the session had been without a connection; 0 if it still had one
public record Resume(long botId, long at, long awayMs) {}
