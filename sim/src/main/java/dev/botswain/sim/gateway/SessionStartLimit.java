package dev.botswain.sim.gateway;

/// How often a bot may still identify (Gateway, "Session Start Limit Object").
///
/// @param resetAfterMs milliseconds until the count restarts
/// @param maxConcurrency IDENTIFYs allowed per five seconds
public record SessionStartLimit(int total, int remaining, long resetAfterMs, int maxConcurrency) {}
