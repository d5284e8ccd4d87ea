package dev.botswain.webhook;

import java.time.Duration;
import java.time.Instant;

/// One try to deliver a message.
///
/// @param at when it began; what `webhook-timestamp` says
/// @param took from then until its outcome was known
public record Attempt(Instant at, Duration took, Outcome outcome) {}
