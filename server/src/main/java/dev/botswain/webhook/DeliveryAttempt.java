package dev.botswain.webhook;

import java.time.Duration;
import java.time.Instant;

/// One attempt to deliver a message.
///
/// @param at when it began; the value of `webhook-timestamp`
/// @param took from then until its outcome was known
public record DeliveryAttempt(Instant at, Duration took, DeliveryOutcome outcome) {}
