package dev.botswain.rest;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps this server's address from being banned. Discord bans an address from which 10,000
/// requests within ten minutes ended in 401, 403 or 429:
/// <https://discord.com/developers/docs/topics/rate-limits#invalid-request-limit-aka-cloudflare-bans>.
/// All bots here share one address, so one that errs in a loop would silence them all. Therefore,
/// counted over the last ten minutes:
///
/// * a bot that caused a quarter of the limit alone is refused;
/// * from four fifths of the limit on, every bot that caused any is refused, and only those with a
///   clean record go on;
/// * from 19 twentieths on, nobody goes on.
///
/// And when Discord has banned the address after all, nothing is sent until the ban is over.
///
/// All bots' event loops use the one guard; it locks only to count, and when the limit is near.
final class InvalidRequestGuard {
  private static final Logger log = LoggerFactory.getLogger(InvalidRequestGuard.class);

  private final int limit;
  private final SlidingCount all;

  /// The total when it was last looked at. It falls by itself, so this is never too low.
  private volatile int atMost;

  private volatile @Nullable Long bannedUntil;

  /// @param limit 0 to refuse nobody
  /// @param now nanoseconds of a ticker with an arbitrary origin, as everywhere here
  InvalidRequestGuard(int limit, long now) {
    this.limit = limit;
    this.all = new SlidingCount(now);
  }

  /// What one bot contributes; confined to that bot's event loop.
  final class Share {
    private @Nullable SlidingCount own;

    /// An answer counted as invalid.
    void add(long now) {
      if (limit == 0) {
        return;
      }
      if (own == null) {
        own = new SlidingCount(now);
      }
      own.add(now);
      synchronized (all) {
        all.add(now);
        atMost = all.total(now);
        if (atMost == mostOfAll()) {
          log.warn("{} invalid requests in ten minutes; bots that caused any must wait", atMost);
        }
      }
    }

    /// Nanoseconds for which this bot's requests are refused; 0 if they are not.
    long refusedFor(long now) {
      if (limit == 0) {
        return 0;
      }
      var clean = true;
      if (own != null) {
        var alone = own.nanosUntilBelow(limit / 4, now);
        if (alone > 0) {
          return alone;
        }
        clean = own.total(now) == 0;
        if (clean) {
          own = null;
        }
      }
      var allowed = clean ? mostForAnyone() : mostOfAll();
      return atMost < allowed ? 0 : untilBelow(allowed, now);
    }
  }

  Share share() {
    return new Share();
  }

  private int mostOfAll() {
    return (int) (limit * 4L / 5);
  }

  private int mostForAnyone() {
    return (int) (limit * 19L / 20);
  }

  private long untilBelow(int allowed, long now) {
    synchronized (all) {
      atMost = all.total(now);
      return all.nanosUntilBelow(allowed, now);
    }
  }

  /// Discord has banned this address for so long.
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
