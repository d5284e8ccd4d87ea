package dev.botswain.http;

import java.time.Duration;

/// What all event loops share.
///
/// @param unrouted counts requests that reach no route
/// @param requestTimeout how long a request may take to arrive
/// @param maxBodyBytes the maximum length of a body
record Shared(
    Cors cors,
    Gzip gzip,
    Failures failures,
    RequestMetrics.Timers unrouted,
    Memory memory,
    Spool spool,
    Duration requestTimeout,
    int maxBodyBytes) {}
