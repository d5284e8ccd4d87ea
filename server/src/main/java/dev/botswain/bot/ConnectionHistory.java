package dev.botswain.bot;

import dev.botswain.time.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How the gateway connections of a bot ended and came back: the last 32 incidents of each shard,
/// at most a day old, and how often there was which. A bot that was never interrupted costs almost
/// nothing. Thread-safe.
public final class ConnectionHistory {
  private static final int MOST = 32;
  private static final long DAY = Duration.ofDays(1).toNanos();

  private final Ticker ticker;
  private @Nullable Map<Integer, ArrayDeque<Moment>> byShard;
  private int[] begun = {};
  private int[] resumed = {};

  ConnectionHistory(Ticker ticker) {
    this.ticker = ticker;
  }

  /// What happened to a connection.
  public enum Kind {
    /// Discord closed it, or it broke.
    CLOSED,
    /// Discord ended the session while it was connected.
    SESSION_ENDED,
    /// Discord refused to resume the session, or to begin one.
    SESSION_REFUSED,
    /// It went on with the session that it had.
    RESUMED,
    /// It went on with a new session; events may be lost.
    STARTED_ANEW
  }

  /// One thing that happened.
  ///
  /// @param code the close code of a [Kind#CLOSED], 1006 for none; otherwise 0
  /// @param age the time since then
  public record Incident(int shard, Kind kind, int code, Duration age) {}

  private record Moment(Kind kind, int code, long nanos) {}

  void closed(int shard, int code) {
    add(shard, Kind.CLOSED, code);
  }

  /// @param unasked whether it was not the answer to a RESUME or an IDENTIFY
  void sessionEnded(int shard, boolean unasked) {
    add(shard, unasked ? Kind.SESSION_ENDED : Kind.SESSION_REFUSED, 0);
  }

  synchronized void resumed(int shard) {
    resumed = oneMore(resumed, shard);
    add(shard, Kind.RESUMED, 0);
  }

  /// A new session has begun. The first of a shard is no incident.
  synchronized void began(int shard) {
    begun = oneMore(begun, shard);
    if (byShard != null && byShard.containsKey(shard)) {
      add(shard, Kind.STARTED_ANEW, 0);
    }
  }

  private static int[] oneMore(int[] counts, int shard) {
    int[] more = shard < counts.length ? counts : Arrays.copyOf(counts, shard + 1);
    more[shard]++;
    return more;
  }

  /// How many sessions a shard began, each with an IDENTIFY.
  public synchronized int begunOf(int shard) {
    return shard < begun.length ? begun[shard] : 0;
  }

  /// How often a shard resumed its session.
  public synchronized int resumedOf(int shard) {
    return shard < resumed.length ? resumed[shard] : 0;
  }

  private synchronized void add(int shard, Kind kind, int code) {
    if (byShard == null) {
      byShard = new HashMap<>();
    }
    ArrayDeque<Moment> moments = byShard.computeIfAbsent(shard, _ -> new ArrayDeque<>());
    if (moments.size() == MOST) {
      moments.removeFirst();
    }
    moments.add(new Moment(kind, code, ticker.nanos()));
  }

  /// The incidents of the last day, by shard and then by time.
  public synchronized List<Incident> lastDay() {
    if (byShard == null) {
      return List.of();
    }
    long now = ticker.nanos();
    var all = new ArrayList<Incident>();
    byShard.forEach((shard, moments) -> {
      for (Moment one : moments) {
        long age = now - one.nanos();
        if (age < DAY) {
          all.add(new Incident(shard, one.kind(), one.code(), Duration.ofNanos(age)));
        }
      }
    });
    return all;
  }
}
