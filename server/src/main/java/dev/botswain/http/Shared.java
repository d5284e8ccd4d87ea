package dev.botswain.http;

import java.time.Duration;

/// What all event loops share.
///
/// @param unrouted where requests are counted that go nowhere
/// @param requestTimeout how long a request may take to arrive
/// @param maxBodyBytes how long a body may be
record Shared(
    Cors cors,
    Gzip gzip,
    Failures failures,
    RequestMetrics.Timers unrouted,
    Memory memory,
    Spool spool,
    Duration requestTimeout,
    int maxBodyBytes) {}
