package dev.botswain.sim.gateway;

import java.util.HashMap;
import java.util.Map;

/// How often one bot may identify: per day, and concurrently (Gateway, "Identifying" and "Max
/// Concurrency").
final class IdentifyLimits {
  static final int TOTAL = 1000;

  private static final long DAY_MS = 24 * 60 * 60 * 1000L;
  private static final long CONCURRENCY_MS = 5_000;

  private final Map<Integer, Long> lastByKey = new HashMap<>();
  private int maxConcurrency = 1;
  private int used;
  private long dayEnds;

  /// Takes one of the day's. Returns false if all are used up.
  boolean take(long now) {
    startDayIfOver(now);
    if (used >= TOTAL) {
      return false;
    }
    used++;
    return true;
  }

  /// Whether a shard may start now; counts it if so.
  boolean mayStart(int shardId, long now) {
    int key = shardId % maxConcurrency;
    var last = lastByKey.get(key);
    if (last != null && now - last < CONCURRENCY_MS) {
      return false;
    }
    lastByKey.put(key, now);
    return true;
  }

  /// Sets how many shards may start in five seconds.
  void maxConcurrency(int max) {
    maxConcurrency = max;
    lastByKey.clear();
  }

  /// Sets the remaining number for the rest of the day.
  void remaining(int remaining, long now) {
    startDayIfOver(now);
    used = TOTAL - remaining;
  }

  /// Starts a new day.
  void renew() {
    used = 0;
    dayEnds = 0;
  }

  SessionStartLimit state(long now) {
    boolean running = now < dayEnds;
    return new SessionStartLimit(
        TOTAL, running ? TOTAL - used : TOTAL, running ? dayEnds - now : 0, maxConcurrency);
  }

  private void startDayIfOver(long now) {
    if (now >= dayEnds) {
      used = 0;
      dayEnds = now + DAY_MS;
    }
  }
}
