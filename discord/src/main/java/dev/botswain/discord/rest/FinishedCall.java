package dev.botswain.discord.rest;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A call to Discord that is finished.
///
/// @param route which of Discord's limits it fell under
/// @param began when it was accepted
/// @param waited in the queue
/// @param atDiscord how long Discord took, over all tries
/// @param tries how often it was sent
/// @param limited how often Discord answered 429
/// @param bucket in which it waited last; null if it waited in none
public record FinishedCall(
    RestRequest request,
    Route route,
    Instant began,
    Duration waited,
    Duration atDiscord,
    int tries,
    int limited,
    @Nullable BucketView bucket) {}
