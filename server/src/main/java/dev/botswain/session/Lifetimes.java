package dev.botswain.session;

import dev.botswain.config.SessionsConfig;
import dev.botswain.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Begins the lifetimes of sessions.
///
/// @param clock for timestamps
/// @param ticker by which lifetimes are measured
/// @param config says how long a session lives without use
public record Lifetimes(InstantSource clock, Ticker ticker, SessionsConfig config) {
  /// For a new session.
  ///
  /// @param endsIn the session ends after this time, however it is used; null for never
  Lifetime begin(@Nullable Duration endsIn) {
    Instant now = clock.instant();
    return new Lifetime(this, now, Duration.ZERO, endsIn == null ? null : now.plus(endsIn), endsIn);
  }

  /// For a session of an earlier run.
  Lifetime restore(Instant createdAt, Instant lastUsedAt, @Nullable Instant endsAt) {
    Instant now = clock.instant();
    Duration unused = within(Duration.between(lastUsedAt, now), config.idleTimeout());
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
