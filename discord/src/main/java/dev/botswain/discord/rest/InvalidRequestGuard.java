package dev.botswain.discord.rest;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps this server's address from being banned. Discord bans an address from which 10,000
/// requests within ten minutes ended in 401, 403 or 429:
/// <https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>.
/// All bots here share one address, so one that fails in a loop would silence them all. Therefore,
/// counted over the last ten minutes:
///
/// * a bot that alone caused a quarter of the limit is refused;
/// * so is a bot that caused as many as there is room for below 17 twentieths of the limit. As that
///   room shrinks, the bots that caused most are refused first: one bot has its quarter, five have
///   a sixth each;
/// * a bot that caused almost none, a thousandth of the limit, continues up to 19 twentieths;
/// * from there on, no bot continues.
///
/// If Discord has banned the address after all, nothing is sent until the ban is over.
///
/// All bots' event loops use the one guard. It locks only to count, and when the room is small.
final class InvalidRequestGuard {
  private static final Logger log = LoggerFactory.getLogger(InvalidRequestGuard.class);

  /// [#addressHealth] reports refusals within this time.
  private static final long LATELY = TimeUnit.MINUTES.toNanos(1);

  private final int limit;
  private final long origin;
  private final SlidingCount all;

  /// The total when it was last checked. It falls by itself, so this is never too low.
  private volatile int atMost;

  private volatile @Nullable Long bannedUntil;
  private volatile @Nullable Long refusedAt;

  /// @param limit 0 to refuse no bot
  /// @param now nanoseconds of a ticker with an arbitrary origin, as everywhere here
  InvalidRequestGuard(int limit, long now) {
    this.limit = limit;
    this.origin = now;
    this.all = new SlidingCount(origin);
  }

  /// One bot's contribution; confined to that bot's event loop.
  final class Share {
    private @Nullable SlidingCount own;

    /// An answer counted as invalid.
    void add(long now) {
      if (limit == 0) {
        return;
      }
      if (own == null) {
        own = new SlidingCount(origin);
      }
      own.add(now);
      synchronized (all) {
        all.add(now);
        atMost = all.total(now);
      }
    }

    /// How many there were in ten minutes.
    int count(long now) {
      return own == null ? 0 : own.total(now);
    }

    /// Nanoseconds for which this bot's requests are refused; 0 if they are not.
    long refusedFor(long now) {
      if (limit == 0) {
        return 0;
      }
      int mine = own == null ? 0 : own.total(now);
      if (mine == 0) {
        own = null;
      }
      if (isAllowed(mine, atMost)) {
        return 0;
      }
      long wait = untilThereIsRoom(own, now);
      if (wait > 0) {
        tellOfRefusal(now);
      }
      return wait;
    }
  }

  Share share() {
    return new Share();
  }

  private boolean isAllowed(int mine, int total) {
    if (mine < Math.max(2, limit / 1_000)) {
      return total < limit * 19L / 20;
    }
    return mine < Math.min(limit / 4, limit * 17L / 20 - total);
  }

  private long untilThereIsRoom(@Nullable SlidingCount own, long now) {
    synchronized (all) {
      atMost = all.total(now);
      int steps = 0;
      while (true) {
        int mine = own == null ? 0 : own.totalAfter(steps, now);
        if (isAllowed(mine, all.totalAfter(steps, now))) {
          return all.nanosUntil(steps, now);
        }
        steps++;
      }
    }
  }

  private void tellOfRefusal(long now) {
    if (!refusedLately(now)) {
      log.warn(
          "{} invalid requests in ten minutes; the bots that caused most of them must wait",
          atMost);
    }
    refusedAt = now;
  }

  private boolean refusedLately(long now) {
    var last = refusedAt;
    return last != null && now - last < LATELY;
  }

  /// How many there may be in ten minutes; 0 if they are not counted.
  int limit() {
    return limit;
  }

  /// The current count.
  int count(long now) {
    synchronized (all) {
      return all.total(now);
    }
  }

  /// The state of this server's address at Discord.
  AddressHealth addressHealth(long now) {
    long banned = bannedFor(now);
    if (banned > 0) {
      return health(
          false, "Discord has banned this server's address for another " + seconds(banned), now);
    }
    if (limit == 0) {
      return health(true, "invalid requests are not counted", now);
    }
    long closed = untilThereIsRoom(null, now);
    var counted = count(now) + " of " + limit + " invalid requests in ten minutes";
    if (closed > 0) {
      return health(false, counted + "; all are refused for " + seconds(closed), now);
    }
    return health(
        true,
        refusedLately(now) ? counted + "; the bots that caused most are refused" : counted,
        now);
  }

  private AddressHealth health(boolean open, String detail, long now) {
    return new AddressHealth(open, detail, count(now), limit);
  }

  private static String seconds(long nanos) {
    return Math.ceilDiv(nanos, TimeUnit.SECONDS.toNanos(1)) + " s";
  }

  /// Discord has banned this address for this long.
  void ban(long nanos, long now) {
    if (bannedFor(now) == 0) {
      log.error(
          "Discord has banned this server's address for {} s",
          TimeUnit.NANOSECONDS.toSeconds(nanos));
    }
    bannedUntil = now + nanos;
  }

  /// Nanoseconds that the ban will last; 0 if there is none.
  long bannedFor(long now) {
    var until = bannedUntil;
    return until == null ? 0 : Math.max(0, until - now);
  }
}
