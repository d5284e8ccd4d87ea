package dev.botswain.discord.rest;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/// A request had to wait, or would have had to wait, for longer than its patience allows. It was
/// not sent, or was answered with 429, so it had no effect.
public final class RateLimitedException extends RestException {

  /// Whose limit it is: Discord's `X-RateLimit-Scope`, and one more.
  public enum Scope {
    /// This bot's, on this route.
    USER,
    /// All bots', on this resource.
    SHARED,
    /// This bot's, on all routes.
    GLOBAL,
    /// This server's address, banned by Cloudflare for a while.
    ADDRESS
  }

  private final Duration retryAfter;
  private final Scope scope;
  private final OptionalInt limit;
  private final Optional<String> bucket;

  /// @param bucket in which the request waited, or would have waited
  RateLimitedException(Duration retryAfter, Scope scope, Bucket bucket) {
    super(
        "limited (%s), try again in %s ms"
            .formatted(scope.name().toLowerCase(java.util.Locale.ROOT), retryAfter.toMillis()),
        null);
    this.retryAfter = retryAfter;
    this.scope = scope;
    this.limit = bucket.limit();
    this.bucket = bucket.name();
  }

  /// When a retry can succeed, as far as is known now. Never negative.
  public Duration retryAfter() {
    return retryAfter;
  }

  public Scope scope() {
    return scope;
  }

  /// The number of requests in one window of the route's bucket, if Discord has said so.
  public OptionalInt limit() {
    return limit;
  }

  /// Discord's name for the route's bucket, if it has said so.
  public Optional<String> bucket() {
    return bucket;
  }
}
