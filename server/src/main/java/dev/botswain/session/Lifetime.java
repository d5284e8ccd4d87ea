package dev.botswain.session;

import dev.botswain.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// How long a session lives: until nobody has used it for too long, or until an end that it was
/// given.
///
/// Both are measured by the ticker, so that a clock which is set ends no session and keeps none
/// alive. People and the store are told moments: a ticker means nothing to another process. So of a
/// session of an earlier run the clock tells how much has passed, never less than nothing and never
/// so that it has more left than it had at first.
final class Lifetime {
  private final Source source;
  private final @Nullable Instant endsAt;
  private final @Nullable Duration endsIn;
  private final long begun;
  private volatile Use last;

  /// @param nanos by the ticker
  private record Use(Instant at, long nanos) {}

  /// What all sessions go by.
  ///
  /// @param idleTimeout after this time without use a session ends
  record Source(InstantSource clock, Ticker ticker, Duration idleTimeout) {
    /// Of a new session.
    ///
    /// @param endsIn after this time it ends however it is used; null for never
    Lifetime begin(@Nullable Duration endsIn) {
      Instant now = clock.instant();
      return new Lifetime(
          this, now, Duration.ZERO, endsIn == null ? null : now.plus(endsIn), endsIn);
    }

    /// Of a session of an earlier run.
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

  /// Whether it was used at a moment of the ticker or later.
  boolean isUsedSince(long nanos) {
    return last.nanos - nanos >= 0;
  }

  /// The end that it was given, or null.
  @Nullable Instant endsAt() {
    return endsAt;
  }

  /// When it ends if nobody uses it, as far as the clock can tell.
  Instant expiresAt() {
    Instant idle = last.at.plus(source.idleTimeout);
    return endsAt != null && endsAt.isBefore(idle) ? endsAt : idle;
  }

  /// Whether nobody has used it for too long.
  boolean isIdle() {
    return isPast(last.nanos, source.idleTimeout);
  }

  /// Whether it has come to the end that it was given, however it is used.
  boolean isPastEnd() {
    return endsIn != null && isPast(begun, endsIn);
  }

  private boolean isPast(long since, Duration time) {
    return Duration.ofNanos(source.ticker.nanos() - since).compareTo(time) >= 0;
  }
}
