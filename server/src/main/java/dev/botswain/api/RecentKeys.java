package dev.botswain.api;

import dev.botswain.api.IdempotencyKeys.Claim;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Idempotency keys in memory: a day's, but no more than fit. The oldest go first.
final class RecentKeys {
  /// What a key takes beside its answer's body, roughly.
  private static final int OVERHEAD = 512;

  private final InstantSource clock;
  private final long maxBytes;
  private final Map<String, Use> uses = new LinkedHashMap<>();
  private long bytes;

  /// @param maxBytes how much memory keys and answers may take together
  RecentKeys(InstantSource clock, long maxBytes) {
    this.clock = clock;
    this.maxBytes = maxBytes;
  }

  /// @param answer null within if the use had no effect
  private record Use(String request, Instant at, CompletableFuture<@Nullable Answer> answer) {
    int bytes() {
      Answer known = answer.getNow(null);
      return OVERHEAD + (known == null ? 0 : known.body().length());
    }
  }

  /// See [IdempotencyKeys#claim].
  Claim claim(String key, String request, Duration most)
      throws TimeoutException, InterruptedException {
    Use before = use(key, request);
    if (before == null) {
      return new Claim.First();
    }
    if (!before.request().equals(request)) {
      return new Claim.Other();
    }
    Answer answer = await(before, most);
    // Who waited for a use that had no effect tries again, perhaps as the first.
    return answer == null ? claim(key, request, most) : new Claim.Answered(answer);
  }

  private static @Nullable Answer await(Use use, Duration most)
      throws TimeoutException, InterruptedException {
    try {
      return use.answer().get(most.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw new IllegalStateException("uses do not fail", e);
    }
  }

  /// @return the earlier use, or null if this is the first
  private synchronized @Nullable Use use(String key, String request) {
    trim();
    Use before = uses.get(key);
    if (before == null) {
      var use = new Use(request, clock.instant(), new CompletableFuture<>());
      uses.put(key, use);
      bytes += use.bytes();
    }
    return before;
  }

  /// See [IdempotencyKeys#settle].
  ///
  /// @return what the key came with, or null if it is not known any more
  synchronized @Nullable String settle(String key, Answer answer) {
    Use use = uses.get(key);
    if (use != null) {
      bytes -= use.bytes();
      use.answer().complete(answer);
      bytes += use.bytes();
    }
    return use == null ? null : use.request();
  }

  /// See [IdempotencyKeys#forget].
  synchronized void forget(String key) {
    Use use = uses.remove(key);
    if (use != null) {
      bytes -= use.bytes();
      use.answer().complete(null);
    }
  }

  private void trim() {
    Instant expired = clock.instant().minus(IdempotencyKeys.KEPT);
    var oldest = uses.values().iterator();
    while (oldest.hasNext()) {
      Use use = oldest.next();
      if (bytes <= maxBytes && use.at().isAfter(expired)) {
        return;
      }
      oldest.remove();
      bytes -= use.bytes();
      use.answer().complete(null);
    }
  }
}
