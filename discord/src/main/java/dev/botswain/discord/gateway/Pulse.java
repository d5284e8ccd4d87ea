package dev.botswain.discord.gateway;

import dev.botswain.time.Ticker;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// The signs of life that a shard has received from Discord. Written on its event loop, readable
/// from any thread.
public final class Pulse {
  private static final long DAY = Duration.ofDays(1).toNanos();

  private final InstantSource clock;
  private final Ticker ticker;
  private volatile @Nullable Moment lastEvent;
  private volatile @Nullable Moment lastAck;
  private volatile long latencyNanos = -1;

  // The longest times between two events, of this day and of the day before.
  private volatile long longestGap;
  private volatile long longestGapBefore;
  private long dayBegan;
  private volatile long firstEvent;
  private volatile int events;

  /// @param nanos by the ticker
  private record Moment(Instant at, long nanos) {}

  Pulse(InstantSource clock, Ticker ticker) {
    this.clock = clock;
    this.ticker = ticker;
  }

  @SuppressWarnings("NonAtomicOperationOnVolatileField") // Written on one event loop.
  void heard() {
    Moment before = lastEvent;
    Moment now = now();
    if (before == null) {
      dayBegan = now.nanos();
      firstEvent = now.nanos();
    } else {
      if (now.nanos() - dayBegan >= DAY) {
        dayBegan = now.nanos();
        longestGapBefore = longestGap;
        longestGap = 0;
      }
      longestGap = Math.max(longestGap, now.nanos() - before.nanos());
    }
    events = events == Integer.MAX_VALUE ? events : events + 1;
    lastEvent = now;
  }

  /// @param latency as measured by [Heartbeat#acknowledged()]
  void acknowledged(long latency) {
    lastAck = now();
    if (latency >= 0) {
      latencyNanos = latency;
    }
  }

  void disconnected() {
    latencyNanos = -1;
  }

  private Moment now() {
    return new Moment(clock.instant(), ticker.nanos());
  }

  /// When the last event arrived.
  public @Nullable Instant lastEventAt() {
    return at(lastEvent);
  }

  /// The time since then.
  public @Nullable Duration eventAge() {
    return age(lastEvent);
  }

  /// The longest time between two events, in the last day or two.
  public Duration longestGap() {
    return Duration.ofNanos(Math.max(longestGap, longestGapBefore));
  }

  /// How many events have arrived.
  public int events() {
    return events;
  }

  /// The time between the first event and the last.
  public Duration activeFor() {
    Moment last = lastEvent;
    return last == null ? Duration.ZERO : Duration.ofNanos(last.nanos() - firstEvent);
  }

  /// When Discord last acknowledged a heartbeat.
  public @Nullable Instant lastAckAt() {
    return at(lastAck);
  }

  /// The time since then.
  public @Nullable Duration ackAge() {
    return age(lastAck);
  }

  /// The time between a heartbeat and its acknowledgement, in nanoseconds; -1 if none was measured.
  public long latencyNanos() {
    return latencyNanos;
  }

  private static @Nullable Instant at(@Nullable Moment moment) {
    return moment == null ? null : moment.at();
  }

  private @Nullable Duration age(@Nullable Moment moment) {
    return moment == null ? null : Duration.ofNanos(ticker.nanos() - moment.nanos());
  }
}
