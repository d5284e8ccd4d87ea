package dev.botswain.action;

import dev.botswain.action.IdempotencyKeys.Claim;
import dev.botswain.action.IdempotencyKeys.Key;
import dev.botswain.time.Ticker;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Idempotency keys in memory: those of a day, but no more than fit, and for each owner no more
/// than its share. The oldest go first, of the owner that has most.
final class RecentKeys {
  /// What a key takes besides its outcome, approximately.
  private static final int OVERHEAD = 512;

  private final Ticker ticker;
  private final long total;
  private final long share;
  private final Map<String, OfOwner> owners = new HashMap<>();
  private long bytes;

  /// The keys of one owner, oldest first.
  private static final class OfOwner {
    final Map<String, Use> uses = new LinkedHashMap<>();
    long bytes;
  }

  /// @param total how much memory keys and outcomes may take together
  /// @param share how much of it one owner's may take
  RecentKeys(Ticker ticker, long total, long share) {
    this.ticker = ticker;
    this.total = total;
    this.share = share;
  }

  /// @param at by the ticker
  /// @param outcome contains null if the use had no effect
  private record Use(String request, long at, CompletableFuture<@Nullable Outcome> outcome) {
    int bytes() {
      Outcome known = outcome.getNow(null);
      return OVERHEAD + (known == null ? 0 : known.bytes());
    }
  }

  /// See [IdempotencyKeys#claim].
  Claim claim(Key key, String request, Duration most)
      throws TimeoutException, InterruptedException {
    Use before = use(key, request);
    if (before == null) {
      return new Claim.First();
    }
    if (!before.request().equals(request)) {
      return new Claim.Other();
    }
    Outcome outcome = await(before, most);
    // A caller that waited for a use without effect tries again, perhaps as the first.
    return outcome == null ? claim(key, request, most) : new Claim.Answered(outcome);
  }

  private static @Nullable Outcome await(Use use, Duration most)
      throws TimeoutException, InterruptedException {
    try {
      return use.outcome().get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("uses do not fail", e);
    }
  }

  /// @return the earlier use, or null if this is the first
  private synchronized @Nullable Use use(Key key, String request) {
    OfOwner ofOwner = owners.computeIfAbsent(key.owner(), _ -> new OfOwner());
    forgetOld(ofOwner);
    Use before = ofOwner.uses.get(key.text());
    if (before == null) {
      var use = new Use(request, ticker.nanos(), new CompletableFuture<>());
      ofOwner.uses.put(key.text(), use);
      count(ofOwner, use.bytes());
    }
    return before;
  }

  /// See [IdempotencyKeys#settle].
  ///
  /// @return the digest of the key's request, or null if it is no longer known
  synchronized @Nullable String settle(Key key, Outcome outcome) {
    OfOwner ofOwner = owners.get(key.owner());
    Use use = ofOwner == null ? null : ofOwner.uses.get(key.text());
    if (ofOwner == null || use == null) {
      return null;
    }
    count(ofOwner, -use.bytes());
    use.outcome().complete(outcome);
    count(ofOwner, use.bytes());
    makeRoom(ofOwner);
    return use.request();
  }

  /// See [IdempotencyKeys#forget].
  synchronized void forget(Key key) {
    OfOwner ofOwner = owners.get(key.owner());
    Use use = ofOwner == null ? null : ofOwner.uses.remove(key.text());
    if (ofOwner != null && use != null) {
      end(ofOwner, use);
    }
  }

  private void count(OfOwner ofOwner, long more) {
    ofOwner.bytes += more;
    bytes += more;
  }

  private void end(OfOwner ofOwner, Use use) {
    count(ofOwner, -use.bytes());
    use.outcome().complete(null);
  }

  private void forgetOldest(OfOwner ofOwner) {
    var oldest = ofOwner.uses.values().iterator();
    Use use = oldest.next();
    oldest.remove();
    end(ofOwner, use);
  }

  private void forgetOld(OfOwner ofOwner) {
    long now = ticker.nanos();
    while (!ofOwner.uses.isEmpty()
        && now - ofOwner.uses.values().iterator().next().at() >= IdempotencyKeys.KEPT.toNanos()) {
      forgetOldest(ofOwner);
    }
    makeRoom(ofOwner);
  }

  private void makeRoom(OfOwner ofOwner) {
    while (ofOwner.bytes > share && !ofOwner.uses.isEmpty()) {
      forgetOldest(ofOwner);
    }
    while (bytes > total) {
      forgetOldest(Collections.max(owners.values(), Comparator.comparingLong(one -> one.bytes)));
      owners.values().removeIf(one -> one != ofOwner && one.uses.isEmpty());
    }
  }
}
