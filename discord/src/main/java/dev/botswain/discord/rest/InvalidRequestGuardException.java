package dev.botswain.discord.rest;

import java.time.Duration;

/// Refused here, so that Discord does not ban this server's address for too many requests that end
/// in 401, 403 or 429:
/// <https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>.
public final class InvalidRequestGuardException extends RestException {
  private final Duration retryAfter;

  InvalidRequestGuardException(Duration retryAfter) {
    super("too many invalid requests recently; refused to protect this server's address", null);
    this.retryAfter = retryAfter;
  }

  /// When fewer will count.
  public Duration retryAfter() {
    return retryAfter;
  }
}
