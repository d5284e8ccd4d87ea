package dev.botswain.http;

/// What all event loops share.
///
/// @param unrouted counts requests that reach no endpoint
record Shared(
    Cors cors,
    Gzip gzip,
    Failures failures,
    RequestMetrics.Timers unrouted,
    Memory memory,
    Spool spool) {}
