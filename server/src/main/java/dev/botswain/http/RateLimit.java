package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.limit.Quota;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// A limit on requests for each of many keys, such as sessions or addresses: a token bucket each,
/// which refills evenly. Memory is bounded: a bucket that is full again contains no information and
/// is dropped, and keys that find no room share a bucket with others of their neighbourhood, so
/// that a caller with very many keys does not keep all others out.
final class RateLimit {
  private static final int NEIGHBOURHOODS = 256;

  private final long limit;
  private final Duration window;
  private final int maxKeys;
  private final LongSupplier nanoTime;
  private final ConcurrentHashMap<String, Bucket> buckets = new ConcurrentHashMap<>();
  private final Bucket[] shared = new Bucket[NEIGHBOURHOODS];
  private final AtomicLong nextSweep;

  /// The state of a limit after a request.
  ///
  /// @param limit requests in a window
  /// @param remaining how many are left now
  /// @param resetSeconds until all are available again, rounded up
  /// @param retryAfter until one is available again; zero for a request that may pass
  /// @param quota whose limit it is; null for the server's
  record State(
      long limit, long remaining, long resetSeconds, Duration retryAfter, @Nullable Quota quota) {

    boolean exceeded() {
      return !retryAfter.isZero();
    }

    /// Of two that both hold, the one that ends first.
    State stricter(@Nullable State other) {
      if (other == null || exceeded() != other.exceeded()) {
        return other == null || exceeded() ? this : other;
      }
      boolean isThis =
          exceeded() ? retryAfter.compareTo(other.retryAfter) >= 0 : remaining <= other.remaining;
      return isThis ? this : other;
    }

    RequestRefusedException refusal() {
      var refusal = ApiError.RATE_LIMITED.refusal().retryAfter(retryAfter);
      return quota == null ? refusal : refusal.with("quota", quota.field());
    }
  }

  /// @param limit requests in a window; 0 for no limit
  /// @param maxKeys the most keys with a bucket of their own
  RateLimit(long limit, Duration window, int maxKeys, LongSupplier nanoTime) {
    this.limit = limit;
    this.window = window;
    this.maxKeys = maxKeys;
    this.nanoTime = nanoTime;
    Arrays.setAll(shared, _ -> bucket(Math.max(1, limit)));
    nextSweep = new AtomicLong(nanoTime.getAsLong() + window.toNanos());
  }

  /// Counts one request.
  ///
  /// @return null if there is no limit
  @Nullable State count(String key) {
    return limit == 0 ? null : state(find(key), limit, window, null);
  }

  /// Takes one token of a bucket.
  ///
  /// @param limit its capacity, at least 1
  static State state(Bucket bucket, long limit, Duration window, @Nullable Quota quota) {
    var probe = bucket.tryConsumeAndReturnRemaining(1);
    long missing = limit - probe.getRemainingTokens();
    long reset = Math.ceilDiv(missing * window.toNanos(), limit * 1_000_000_000L);
    return new State(
        limit,
        probe.getRemainingTokens(),
        reset,
        probe.isConsumed() ? Duration.ZERO : Duration.ofNanos(probe.getNanosToWaitForRefill()),
        quota);
  }

  /// Whether another would exceed the limit; counts nothing.
  boolean isReached(String key) {
    return limit != 0 && find(key).getAvailableTokens() <= 0;
  }

  /// The current number of keys with a bucket of their own.
  int keys() {
    return buckets.size();
  }

  private Bucket find(String key) {
    var known = buckets.get(key);
    if (known != null) {
      return known;
    }
    sweep();
    if (buckets.size() >= maxKeys) {
      return shared[Math.floorMod(neighbourhood(key).hashCode(), NEIGHBOURHOODS)];
    }
    return buckets.computeIfAbsent(key, _ -> bucket(limit));
  }

  /// The first half of an IPv4 address, or the part of an IPv6 network that a provider gives to one
  /// customer.
  private static String neighbourhood(String key) {
    int dot = key.indexOf('.', key.indexOf('.') + 1);
    return dot > 0 ? key.substring(0, dot) : key.substring(0, Math.min(key.length(), 12));
  }

  /// At most once a window: by then an unused bucket is full.
  private void sweep() {
    long due = nextSweep.get();
    long now = nanoTime.getAsLong();
    if (now - due >= 0 && nextSweep.compareAndSet(due, now + window.toNanos())) {
      buckets.values().removeIf(bucket -> bucket.getAvailableTokens() >= limit);
    }
  }

  private Bucket bucket(long tokens) {
    return bucket(tokens, window, nanoTime);
  }

  static Bucket bucket(long tokens, Duration window, LongSupplier nanoTime) {
    return Bucket.builder()
        .withCustomTimePrecision(new Ticker(nanoTime))
        .addLimit(Bandwidth.builder().capacity(tokens).refillGreedy(tokens, window).build())
        .build();
  }

  private record Ticker(LongSupplier nanoTime) implements TimeMeter {
    @Override
    public long currentTimeNanos() {
      return nanoTime.getAsLong();
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
