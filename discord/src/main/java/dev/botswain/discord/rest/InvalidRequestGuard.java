package dev.botswain.discord.rest;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
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
/// Other processes may share the address: what they have counted ([AddressCounts]) is added, in all
/// and for each bot, so that one that has moved between them begins with what it caused elsewhere.
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

  private volatile ElsewhereCount elsewhere;

  /// What others have not been told, by fingerprint; null if nobody tells them. Under the lock.
  private @Nullable Map<String, Integer> untold;

  private volatile @Nullable Long bannedUntil;
  private volatile @Nullable Long refusedAt;

  /// @param limit 0 to refuse no bot
  /// @param now nanoseconds of a ticker with an arbitrary origin, as everywhere here
  InvalidRequestGuard(int limit, long now) {
    this.limit = limit;
    this.origin = now;
    this.all = new SlidingCount(origin);
    this.elsewhere = new ElsewhereCount(List.of(), now);
  }

  /// One bot's contribution; confined to that bot's event loop.
  final class Share {
    private final Supplier<String> fingerprint;
    private @Nullable SlidingCount own;
    private @Nullable String bot;

    private Share(Supplier<String> fingerprint) {
      this.fingerprint = fingerprint;
    }

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
        atMost = totalAfter(0, now);
        if (untold != null) {
          untold.merge(bot(), 1, Integer::sum);
        }
      }
    }

    private String bot() {
      String known = bot;
      if (known == null) {
        known = fingerprint.get();
        bot = known;
      }
      return known;
    }

    private int ownAfter(int steps, long now) {
      int here = own == null ? 0 : own.totalAfter(steps, now);
      ElsewhereCount others = elsewhere;
      return others.isEmpty() ? here : here + others.totalAfter(bot(), steps, now);
    }

    /// How many there were in ten minutes.
    int count(long now) {
      return ownAfter(0, now);
    }

    /// Nanoseconds for which this bot's requests are refused; 0 if they are not.
    long refusedFor(long now) {
      if (limit == 0) {
        return 0;
      }
      if (own != null && own.total(now) == 0) {
        own = null;
      }
      if (isAllowed(ownAfter(0, now), atMost)) {
        return 0;
      }
      long wait = untilThereIsRoom(this, now);
      if (wait > 0) {
        tellOfRefusal(now);
      }
      return wait;
    }
  }

  Share share() {
    return share(() -> "");
  }

  /// @param fingerprint what tells the bot from others, at every process behind this address
  Share share(Supplier<String> fingerprint) {
    return new Share(fingerprint);
  }

  /// What was counted since the last call, by fingerprint.
  Map<String, Integer> take() {
    synchronized (all) {
      var taken = untold == null ? Map.<String, Integer>of() : untold;
      untold = new HashMap<>();
      return taken;
    }
  }

  /// Puts back what was taken.
  void putBack(Map<String, Integer> counts) {
    synchronized (all) {
      if (untold != null) {
        counts.forEach((bot, count) -> untold.merge(bot, count, Integer::sum));
      }
    }
  }

  /// What others behind this address have counted.
  void learn(List<AddressCounts.Invalid> counts, long now) {
    if (limit > 0) {
      synchronized (all) {
        elsewhere = new ElsewhereCount(counts, now);
        atMost = totalAfter(0, now);
      }
    }
  }

  /// Of this process and others; under the lock.
  private int totalAfter(int steps, long now) {
    return all.totalAfter(steps, now) + elsewhere.totalAfter(steps, now);
  }

  private boolean isAllowed(int mine, int total) {
    if (mine < Math.max(2, limit / 1_000)) {
      return total < limit * 19L / 20;
    }
    return mine < Math.min(limit / 4, limit * 17L / 20 - total);
  }

  private long untilThereIsRoom(@Nullable Share share, long now) {
    synchronized (all) {
      atMost = totalAfter(0, now);
      int steps = 0;
      while (true) {
        int mine = share == null ? 0 : share.ownAfter(steps, now);
        if (isAllowed(mine, totalAfter(steps, now))) {
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

  /// The current count, that of others included.
  int count(long now) {
    synchronized (all) {
      return totalAfter(0, now);
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
