package dev.botswain.discord.rest;

import org.jspecify.annotations.Nullable;

/// What is known of a bucket, for those who look on.
///
/// @param name Discord's; null if it is not known
/// @param limit requests in one window; 0 if that is not known, or there is no limit
/// @param left how many of them may still be sent
/// @param resetNanos until the window ends; 0 if none is running
public record BucketView(@Nullable String name, int limit, int left, long resetNanos) {}
