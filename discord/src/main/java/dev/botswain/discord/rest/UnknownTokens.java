package dev.botswain.discord.rest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.share.Bound;
import dev.botswain.time.Ticker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The budget of failed logins. Anyone can make tokens up, and each one that Discord rejects counts
/// against this server's address. So only a limited number may be rejected in ten minutes, for one
/// network and in total, and a rejected token is not tried again in that time.
///
/// While a token is tried it takes a place, because it may be rejected; a login that finds none
/// free waits for the outcomes of others. A token that Discord has accepted recently needs none.
/// Only hashes of tokens are stored. What other processes have had rejected counts as well
/// ([AddressCounts]).
///
/// Thread-safe.
public final class UnknownTokens {
  private static final Duration REMEMBERED = Duration.ofNanos(SlidingCount.WINDOW);
  private static final Duration TRUSTED = Duration.ofDays(1);
  private static final int MOST_TRUSTED = 10_000;
  private static final int MOST_UNTOLD = 10_000;

  /// How long a login waits at most for the outcomes of others.
  private static final long PATIENCE = Duration.ofSeconds(10).toNanos();

  private final Ticker ticker;
  private final long origin;
  private final long total;
  private final long share;
  private final Cache<String, Boolean> rejected;
  private final Cache<String, Boolean> accepted;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition outcome = lock.newCondition();
  private final Tally all;

  /// What others have not been told; null if nobody tells them. Under the lock.
  private @Nullable List<Untold> untold;

  private final Map<String, Tally> byNetwork = new HashMap<>();

  /// @param rejected how many tokens may be rejected in ten minutes, in all and of a network
  UnknownTokens(Ticker ticker, Bound rejected) {
    this.ticker = ticker;
    this.origin = ticker.nanos();
    this.total = rejected.total();
    this.share = rejected.share();
    this.all = new Tally(origin);
    this.rejected = cache(REMEMBERED, 2 * total, ticker);
    this.accepted = cache(TRUSTED, MOST_TRUSTED, ticker);
  }

  private static Cache<String, Boolean> cache(Duration kept, long most, Ticker ticker) {
    return Caffeine.newBuilder()
        .expireAfterWrite(kept)
        .maximumSize(most)
        .ticker(ticker::nanos)
        .build();
  }

  private static final class Tally {
    final SlidingCount rejected;
    int trying;

    Tally(long origin) {
      rejected = new SlidingCount(origin);
    }

    boolean isOver(long now) {
      return trying == 0 && rejected.total(now) == 0;
    }
  }

  /// A token that is being tried. Report its outcome, or close it without one.
  public final class Trial implements AutoCloseable {
    private final String hash;
    private final String network;
    private final boolean counted;
    private boolean over;

    private Trial(String hash, String network, boolean counted) {
      this.hash = hash;
      this.network = network;
      this.counted = counted;
    }

    /// Discord accepts the token.
    public void accepted() {
      accepted.put(hash, true);
      end(false);
    }

    /// Discord rejects the token.
    public void rejected() {
      remember(hash);
      end(true);
    }

    /// The outcome is unknown. Does nothing after an outcome.
    @Override
    public void close() {
      end(false);
    }

    private void end(boolean wasRejected) {
      lock.lock();
      try {
        if (over) {
          return;
        }
        over = true;
        long now = ticker.nanos();
        if (counted) {
          all.trying--;
          Objects.requireNonNull(byNetwork.get(network)).trying--;
        }
        if (wasRejected) {
          count(network, now, 0);
          tell(new Untold(hash, network, now));
        }
        byNetwork.computeIfPresent(network, (_, tally) -> tally.isOver(now) ? null : tally);
        outcome.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }

  /// Begins to try a token once there is a place for it. Waits, so call it on a virtual thread.
  ///
  /// @param network where the token comes from
  /// @throws TokenRejectedException if Discord rejected it recently
  /// @throws InvalidRequestGuardException if too many tokens were rejected recently
  public Trial begin(String hash, String network) {
    if (accepted.getIfPresent(hash) != null) {
      return new Trial(hash, network, false);
    }
    lock.lock();
    try {
      long deadline = ticker.nanos() + PATIENCE;
      while (true) {
        if (rejected.getIfPresent(hash) != null) {
          throw new TokenRejectedException();
        }
        long now = ticker.nanos();
        var own = byNetwork.computeIfAbsent(network, _ -> new Tally(origin));
        refuseIfSpent(own, now);
        if (isFree(own, share, now) && isFree(all, total, now)) {
          own.trying++;
          all.trying++;
          return new Trial(hash, network, true);
        }
        awaitOutcome(deadline - now);
      }
    } finally {
      byNetwork.computeIfPresent(
          network, (_, tally) -> tally.isOver(ticker.nanos()) ? null : tally);
      lock.unlock();
    }
  }

  /// Discord has rejected a token, at a login or later.
  public void reject(String hash) {
    remember(hash);
    lock.lock();
    try {
      tell(new Untold(hash, null, ticker.nanos()));
    } finally {
      lock.unlock();
    }
  }

  private void remember(String hash) {
    accepted.invalidate(hash);
    rejected.put(hash, true);
  }

  /// @param at by the ticker
  private record Untold(String hash, @Nullable String network, long at) {}

  private void tell(Untold rejection) {
    if (untold != null && untold.size() < MOST_UNTOLD) {
      untold.add(rejection);
    }
  }

  private void count(String network, long now, long age) {
    all.rejected.add(now, age);
    byNetwork.computeIfAbsent(network, _ -> new Tally(origin)).rejected.add(now, age);
  }

  /// What was rejected since the last call.
  List<AddressCounts.Rejected> take() {
    lock.lock();
    try {
      var taken = untold == null ? List.<Untold>of() : untold;
      untold = new ArrayList<>();
      long now = ticker.nanos();
      return taken.stream()
          .map(one ->
              new AddressCounts.Rejected(
                  one.hash(), one.network(), Duration.ofNanos(now - one.at())))
          .toList();
    } finally {
      lock.unlock();
    }
  }

  /// Puts back what was taken.
  void putBack(List<AddressCounts.Rejected> taken) {
    lock.lock();
    try {
      long now = ticker.nanos();
      taken.forEach(one -> tell(new Untold(one.hash(), one.network(), now - one.age().toNanos())));
    } finally {
      lock.unlock();
    }
  }

  /// Others have had these rejected.
  void learn(List<AddressCounts.Rejected> elsewhere) {
    lock.lock();
    try {
      long now = ticker.nanos();
      byNetwork.values().removeIf(tally -> tally.isOver(now));
      for (var one : elsewhere) {
        if (one.age().compareTo(REMEMBERED) < 0) {
          remember(one.hash());
          if (one.network() != null) {
            count(one.network(), now, one.age().toNanos());
          }
        }
      }
    } finally {
      lock.unlock();
    }
  }

  private void refuseIfSpent(Tally own, long now) {
    long wait =
        Math.max(
            own.rejected.nanosUntilBelow((int) share, now),
            all.rejected.nanosUntilBelow((int) total, now));
    if (wait > 0) {
      byNetwork.values().removeIf(tally -> tally.isOver(now));
      throw new InvalidRequestGuardException(Duration.ofNanos(wait));
    }
  }

  private static boolean isFree(Tally tally, long most, long now) {
    return tally.trying + tally.rejected.total(now) < most;
  }

  private void awaitOutcome(long atMost) {
    try {
      if (outcome.awaitNanos(atMost) <= 0) {
        throw new InvalidRequestGuardException(Duration.ofSeconds(1));
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw new QueueClosedException();
    }
  }
}
