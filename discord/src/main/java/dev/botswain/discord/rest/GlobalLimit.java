package dev.botswain.discord.rest;

import java.util.concurrent.TimeUnit;

/// A bot's limit over all routes, 50 requests a second at Discord:
/// <https://discord.com/developers/docs/topics/rate-limits#global-rate-limit>.
///
/// Each request takes one of the second's places and gives it back one second after its answer
/// arrived. One second after it was sent would be too early, because the time at which Discord
/// counted it is known only from the answer. So no second exceeds the limit, wherever Discord's
/// seconds begin, at the price of one round trip in each.
///
/// All times are nanoseconds of a ticker with an arbitrary origin.
public final class GlobalLimit {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long[] NONE = {};

  private final int perSecond;
  private int inFlight;

  /// When returned places become free: a ring, the soonest at `first`.
  private long[] cooling = NONE;

  private int first;
  private int count;
  private boolean paused;
  private long pausedUntil;

  /// @param perSecond 0 for no limit
  public GlobalLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  /// Nanoseconds until a place is free: 0 for now, or [Bucket#UNTIL_ANSWER].
  public long waitNanos(long now) {
    var pause = pausedFor(now);
    if (pause > 0) {
      return pause;
    }
    while (count > 0 && cooling[first] - now <= 0) {
      first = (first + 1) % perSecond;
      count--;
    }
    if (perSecond == 0 || inFlight + count < perSecond) {
      return 0;
    }
    return count > 0 ? cooling[first] - now : Bucket.UNTIL_ANSWER;
  }

  /// A request is sent now, whether a place is free or not.
  public void sent() {
    inFlight++;
  }

  /// A request never left.
  void unsent() {
    inFlight--;
  }

  /// A request has ended, with or without an answer.
  public void settled(long now) {
    inFlight--;
    if (perSecond == 0 || count == perSecond) {
      return;
    }
    if (cooling.length == 0) {
      cooling = new long[perSecond];
    }
    cooling[(first + count) % perSecond] = now + SECOND;
    count++;
  }

  /// Discord said that this limit is exceeded: nothing may be sent for this long.
  void pause(long nanos, long now) {
    if (nanos > pausedFor(now)) {
      paused = true;
      pausedUntil = now + nanos;
    }
  }

  /// Nanoseconds for which Discord's last such answer still holds; 0 if it does not.
  long pausedFor(long now) {
    paused = paused && pausedUntil - now > 0;
    return paused ? pausedUntil - now : 0;
  }

  /// Releases memory that is needed only while there is traffic.
  void trim(long now) {
    if (waitNanos(now) == 0 && inFlight == 0 && count == 0) {
      cooling = NONE;
      first = 0;
    }
  }
}
