package dev.botswain.discord.rest;

import dev.botswain.time.Alarm;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One of Discord's rate-limit buckets for one major parameter: what is known of its limit, and the
/// waiting calls, in the order in which they arrived.
///
/// A bucket starts unknown and lets a single call through, the probe. The headers of its answer
/// make the bucket limited, or, if there are none, unlimited. A limited bucket counts a call when
/// it is sent, and Discord's answers can only lower that count: answers overtake each other, and a
/// late one must not restore what has been used since. The count is restored when the window ends.
/// There are two signs of that:
///
/// * Reset-After has passed since the answer that named it. Because the answer took some time, this
///   is never before the window ends at Discord. Calls still in flight count as part of the new
///   window, because they might fall into it.
/// * An answer has a different Reset than the previous one. Discord's clock is compared only with
///   itself, never with ours.
///
/// All times are nanoseconds of a ticker with an arbitrary origin, as [System#nanoTime].
public final class Bucket {
  /// Only an answer can let the next call go.
  public static final long UNTIL_ANSWER = Long.MAX_VALUE;

  private static final int UNKNOWN = 0;
  private static final int UNLIMITED = -1;

  /// Two Resets this close, in milliseconds, are the same moment, rounded differently.
  private static final long SAME_MOMENT = 100;

  /// Before every Reset.
  private static final long NEVER = -1_000;

  private final NavigableSet<RestCall> waiting =
      new TreeSet<>(Comparator.comparingLong(call -> call.number));
  private int limit = UNKNOWN;
  private int left;
  private int inFlight;
  private long reset = NEVER;
  private long resetAt;
  private long windowLength;
  private boolean windowPresumed;
  private boolean used;
  private boolean paused;
  private long pausedUntil;
  private RateLimitedException.Scope scope = RateLimitedException.Scope.USER;

  /// Until when a resource that all bots share blocks routes, by their templates.
  private Map<String, Long> held = Map.of();

  private @Nullable String name;

  /// Fires when the first waiting call may go; set up by the scheduler.
  @Nullable Alarm alarm;

  /// The waiting calls, the longest waiting first.
  NavigableSet<RestCall> waiting() {
    return waiting;
  }

  RateLimitedException.Scope scope() {
    return scope;
  }

  /// Requests in one window, if that is known and there is a limit.
  OptionalInt limit() {
    return limit > 0 ? OptionalInt.of(limit) : OptionalInt.empty();
  }

  /// Discord's name for it, if known.
  Optional<String> name() {
    return Optional.ofNullable(name);
  }

  /// What is known of it.
  BucketView view(long now) {
    long reset = Math.max(pausedFor(now), limit > 0 ? Math.max(0, resetAt - now) : 0);
    return new BucketView(name, Math.max(0, limit), limit > 0 ? Math.max(0, left) : 0, reset);
  }

  void name(String discords) {
    name = discords;
  }

  /// Nanoseconds until a call may be sent: 0 for now, or [#UNTIL_ANSWER].
  public long waitNanos(long now) {
    var pause = pausedFor(now);
    if (pause > 0) {
      return pause;
    }
    if (limit == UNLIMITED) {
      return 0;
    }
    if (limit == UNKNOWN) {
      return inFlight == 0 ? 0 : UNTIL_ANSWER;
    }
    if (resetAt - now > 0) {
      return left > 0 ? 0 : resetAt - now;
    }
    if (!windowPresumed || inFlight == 0) {
      left = limit - inFlight;
      windowPresumed = true;
      // No later answer can belong to the old window, even if Discord's clock was set back since.
      reset = inFlight == 0 ? NEVER : reset;
    }
    return left > 0 ? 0 : UNTIL_ANSWER;
  }

  /// The least wait of a call with this many others before it. It may have to wait longer.
  long certainWaitNanos(int ahead, long now) {
    var first = waitNanos(now);
    var certain = first == UNTIL_ANSWER ? 0 : first;
    if (limit <= 0 || ahead < left) {
      return certain;
    }
    var restOfWindow = Math.max(0, resetAt - now);
    return Math.max(certain, restOfWindow + (ahead - left) / limit * windowLength);
  }

  /// A 429 because of a resource that other bots use too: calls of that route wait this long, the
  /// others of the bucket do not.
  void hold(Route route, long nanos, long now) {
    if (nanos > heldFor(route, now)) {
      held = new HashMap<>(held);
      held.put(route.template(), now + nanos);
    }
  }

  /// Nanoseconds for which a route is still blocked; 0 if it is not.
  long heldFor(Route route, long now) {
    var until = held.get(route.template());
    return until == null ? 0 : Math.max(0, until - now);
  }

  /// The next call: the one that has waited longest of those whose route is not blocked. Null if
  /// there is none.
  @Nullable RestCall next(long now) {
    if (held.isEmpty()) {
      return waiting.isEmpty() ? null : waiting.first();
    }
    forgetHolds(now);
    for (var call : waiting) {
      if (!held.containsKey(call.route().template())) {
        return call;
      }
    }
    return null;
  }

  /// Nanoseconds until the next route is unblocked.
  ///
  /// @throws java.util.NoSuchElementException if none is blocked
  long nextReleaseNanos(long now) {
    return held.values().stream().mapToLong(until -> until - now).min().orElseThrow();
  }

  private void forgetHolds(long now) {
    held.values().removeIf(until -> until - now <= 0);
    if (held.isEmpty()) {
      held = Map.of();
    }
  }

  /// How many waiting calls came before this one.
  int ahead(RestCall call) {
    var isLast = waiting.isEmpty() || waiting.last().number < call.number;
    return isLast ? waiting.size() : waiting.headSet(call).size();
  }

  /// How many calls were sent and have not ended.
  int inFlight() {
    return inFlight;
  }

  /// A call is sent now.
  public void sent() {
    used = true;
    inFlight++;
    left--;
  }

  /// A call that was counted as sent never left.
  void unsent() {
    inFlight--;
    if (left < limit) {
      left++;
    }
  }

  /// A call that was sent has ended, with or without an answer.
  public void settled() {
    inFlight--;
  }

  /// Learns from the headers of an answer; call [#settled] first.
  ///
  /// @return whether they revealed a window that was not known
  public boolean observe(RateLimitHeaders headers, long now) {
    var isNew = headers.reset() - reset > SAME_MOMENT;
    if (isNew) {
      // A presumed window has the calls in flight subtracted. One whose beginning was not observed
      // has not.
      left =
          windowPresumed
              ? Math.min(left, headers.remaining())
              : Math.max(0, headers.remaining() - inFlight);
      reset = headers.reset();
      resetAt = now + headers.resetAfter();
      windowLength = headers.resetAfter();
      windowPresumed = false;
    } else if (!windowPresumed && reset - headers.reset() <= SAME_MOMENT) {
      left = Math.min(left, headers.remaining());
      resetAt = Math.min(resetAt - now, headers.resetAfter()) + now;
    }
    limit = headers.limit();
    return isNew;
  }

  /// An answer came without rate-limit headers.
  void observeNoLimit() {
    if (limit == UNKNOWN) {
      limit = UNLIMITED;
    }
  }

  /// An answer was 429: nothing may be sent for this long.
  void pause(long nanos, RateLimitedException.Scope whose, long now) {
    if (nanos > pausedFor(now)) {
      paused = true;
      pausedUntil = now + nanos;
      scope = whose;
    }
    if (limit > 0) {
      left = 0;
      resetAt = pausedUntil;
      windowPresumed = false;
    }
  }

  /// Whether it can be dropped: nothing was sent since this was last asked, no call waits or is in
  /// flight, and no limit is running.
  boolean isForgettable(long now) {
    if (!held.isEmpty()) {
      forgetHolds(now);
    }
    var wasUsed = used;
    used = false;
    return !wasUsed
        && waiting.isEmpty()
        && inFlight == 0
        && held.isEmpty()
        && pausedFor(now) == 0
        && (limit <= 0 || resetAt - now <= 0);
  }

  private long pausedFor(long now) {
    paused = paused && pausedUntil - now > 0;
    return paused ? pausedUntil - now : 0;
  }
}
