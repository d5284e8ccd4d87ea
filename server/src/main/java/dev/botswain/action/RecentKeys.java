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

/// Idempotency keys in memory: those of a day, but no more than fit, and for each bot no more than
/// its share. The oldest go first, of the bot that has most.
final class RecentKeys {
  /// What a key takes besides its outcome, approximately.
  private static final int OVERHEAD = 512;

  private final Ticker ticker;
  private final long total;
  private final long share;
  private final Map<Long, OfBot> bots = new HashMap<>();
  private long bytes;

  /// The keys of one bot, oldest first.
  private static final class OfBot {
    final Map<String, Use> uses = new LinkedHashMap<>();
    long bytes;
  }

  /// @param total how much memory keys and outcomes may take together
  /// @param share how much of it one bot's may take
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
    OfBot ofBot = bots.computeIfAbsent(key.bot(), _ -> new OfBot());
    forgetOld(ofBot);
    Use before = ofBot.uses.get(key.text());
    if (before == null) {
      var use = new Use(request, ticker.nanos(), new CompletableFuture<>());
      ofBot.uses.put(key.text(), use);
      count(ofBot, use.bytes());
    }
    return before;
  }

  /// See [IdempotencyKeys#settle].
  ///
  /// @return the digest of the key's request, or null if it is no longer known
  synchronized @Nullable String settle(Key key, Outcome outcome) {
    OfBot ofBot = bots.get(key.bot());
    Use use = ofBot == null ? null : ofBot.uses.get(key.text());
    if (ofBot == null || use == null) {
      return null;
    }
    count(ofBot, -use.bytes());
    use.outcome().complete(outcome);
    count(ofBot, use.bytes());
    makeRoom(ofBot);
    return use.request();
  }

  /// See [IdempotencyKeys#forget].
  synchronized void forget(Key key) {
    OfBot ofBot = bots.get(key.bot());
    Use use = ofBot == null ? null : ofBot.uses.remove(key.text());
    if (ofBot != null && use != null) {
      end(ofBot, use);
    }
  }

  private void count(OfBot ofBot, long more) {
    ofBot.bytes += more;
    bytes += more;
  }

  private void end(OfBot ofBot, Use use) {
    count(ofBot, -use.bytes());
    use.outcome().complete(null);
  }

  private void forgetOldest(OfBot ofBot) {
    var oldest = ofBot.uses.values().iterator();
    Use use = oldest.next();
    oldest.remove();
    end(ofBot, use);
  }

  private void forgetOld(OfBot ofBot) {
    long now = ticker.nanos();
    while (!ofBot.uses.isEmpty()
        && now - ofBot.uses.values().iterator().next().at() >= IdempotencyKeys.KEPT.toNanos()) {
      forgetOldest(ofBot);
    }
    makeRoom(ofBot);
  }

  private void makeRoom(OfBot ofBot) {
    while (ofBot.bytes > share && !ofBot.uses.isEmpty()) {
      forgetOldest(ofBot);
    }
    while (bytes > total) {
      forgetOldest(Collections.max(bots.values(), Comparator.comparingLong(one -> one.bytes)));
      bots.values().removeIf(one -> one != ofBot && one.uses.isEmpty());
    }
  }
}
