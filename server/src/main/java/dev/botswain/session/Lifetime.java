package dev.botswain.session;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How long a session lives: until it has not been used for too long, or until a set expiry.
///
/// Both are measured by the ticker, so that setting the clock neither ends a session nor keeps one
/// alive. People and the store get timestamps, because a ticker means nothing to another process.
/// For a session of an earlier run, the clock says how much time has passed: never less than zero,
/// and never so that the session has more time left than at first.
final class Lifetime {
  private final Lifetimes source;
  private final @Nullable Instant endsAt;
  private final @Nullable Duration endsIn;
  private final long begun;
  private volatile Use last;

  /// @param nanos by the ticker
  private record Use(Instant at, long nanos) {}

  Lifetime(
      Lifetimes source,
      Instant lastUsedAt,
      Duration unused,
      @Nullable Instant endsAt,
      @Nullable Duration endsIn) {
    this.source = source;
    this.endsAt = endsAt;
    this.endsIn = endsIn;
    this.begun = source.ticker().nanos();
    this.last = new Use(lastUsedAt, begun - unused.toNanos());
  }

  void use() {
    last = new Use(source.clock().instant(), source.ticker().nanos());
  }

  Instant lastUsedAt() {
    return last.at;
  }

  /// Whether it was used at or after a moment of the ticker.
  boolean isUsedSince(long nanos) {
    return last.nanos - nanos >= 0;
  }

  /// The set expiry, or null.
  @Nullable Instant endsAt() {
    return endsAt;
  }

  /// When it ends if it is not used, as far as the clock can tell.
  Instant expiresAt() {
    Instant idle = last.at.plus(source.config().idleTimeout());
    return endsAt != null && endsAt.isBefore(idle) ? endsAt : idle;
  }

  /// Whether it has not been used for too long.
  boolean isIdle() {
    return isPast(last.nanos, source.config().idleTimeout());
  }

  /// Whether it has reached its set expiry, however it is used.
  boolean isPastEnd() {
    return endsIn != null && isPast(begun, endsIn);
  }

  private boolean isPast(long since, Duration time) {
    return Duration.ofNanos(source.ticker().nanos() - since).compareTo(time) >= 0;
  }
}
