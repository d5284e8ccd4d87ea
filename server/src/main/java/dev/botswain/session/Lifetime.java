package dev.botswain.session;

import dev.botswain.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How long a session lives: until it has not been used for too long, or until a set expiry.
///
/// Both are measured by the ticker, so that setting the clock neither ends a session nor keeps one
/// alive. People and the store get timestamps, because a ticker means nothing to another process.
/// For a session of an earlier run, the clock says how much time has passed: never less than zero,
/// and never so that the session has more time left than at first.
final class Lifetime {
  private final Source source;
  private final @Nullable Instant endsAt;
  private final @Nullable Duration endsIn;
  private final long begun;
  private volatile Use last;

  /// @param nanos by the ticker
  private record Use(Instant at, long nanos) {}

  /// What all sessions share.
  ///
  /// @param idleTimeout a session ends after this time without use
  record Source(InstantSource clock, Ticker ticker, Duration idleTimeout) {
    /// For a new session.
    ///
    /// @param endsIn the session ends after this time, however it is used; null for never
    Lifetime begin(@Nullable Duration endsIn) {
      Instant now = clock.instant();
      return new Lifetime(
          this, now, Duration.ZERO, endsIn == null ? null : now.plus(endsIn), endsIn);
    }

    /// For a session of an earlier run.
    Lifetime restore(Instant createdAt, Instant lastUsedAt, @Nullable Instant endsAt) {
      Instant now = clock.instant();
      Duration unused = within(Duration.between(lastUsedAt, now), idleTimeout);
      return new Lifetime(
          this,
          lastUsedAt,
          unused,
          endsAt,
          endsAt == null
              ? null
              : within(Duration.between(now, endsAt), Duration.between(createdAt, endsAt)));
    }

    private static Duration within(Duration time, Duration most) {
      Duration bounded = time.compareTo(most) > 0 ? most : time;
      return bounded.isNegative() ? Duration.ZERO : bounded;
    }
  }

  private Lifetime(
      Source source,
      Instant lastUsedAt,
      Duration unused,
      @Nullable Instant endsAt,
      @Nullable Duration endsIn) {
    this.source = source;
    this.endsAt = endsAt;
    this.endsIn = endsIn;
    this.begun = source.ticker.nanos();
    this.last = new Use(lastUsedAt, begun - unused.toNanos());
  }

  void use() {
    last = new Use(source.clock.instant(), source.ticker.nanos());
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
    Instant idle = last.at.plus(source.idleTimeout);
    return endsAt != null && endsAt.isBefore(idle) ? endsAt : idle;
  }

  /// Whether it has not been used for too long.
  boolean isIdle() {
    return isPast(last.nanos, source.idleTimeout);
  }

  /// Whether it has reached its set expiry, however it is used.
  boolean isPastEnd() {
    return endsIn != null && isPast(begun, endsIn);
  }

  private boolean isPast(long since, Duration time) {
    return Duration.ofNanos(source.ticker.nanos() - since).compareTo(time) >= 0;
  }
}
