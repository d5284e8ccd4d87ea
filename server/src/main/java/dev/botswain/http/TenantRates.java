package dev.botswain.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.http.RateLimit.State;
import dev.botswain.limit.Quota;
import io.github.bucket4j.Bucket;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// Counts the requests of tenants that have a quota of them, over all their sessions. Thread-safe.
final class TenantRates {
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final LongSupplier nanoTime;

  /// A bucket that is full again contains no information.
  private final Cache<String, Rate> rates =
      Caffeine.newBuilder().expireAfterAccess(SECOND.multipliedBy(10)).build();

  private record Rate(long limit, Bucket bucket) {}

  TenantRates(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /// Counts one request.
  ///
  /// @return null if the caller's tenant has no such quota
  @Nullable State count(Caller caller) {
    Long quota = caller.quota(Quota.REQUESTS_PER_SECOND);
    if (quota == null) {
      return null;
    }
    if (quota == 0) {
      return new State(0, 0, 1, SECOND, Quota.REQUESTS_PER_SECOND);
    }
    return RateLimit.state(
        bucket(caller.tenant(), quota), quota, SECOND, Quota.REQUESTS_PER_SECOND);
  }

  /// How much of its quota a tenant has used.
  long used(String tenant) {
    Rate rate = rates.getIfPresent(tenant);
    return rate == null ? 0 : rate.limit() - rate.bucket().getAvailableTokens();
  }

  private Bucket bucket(String tenant, long limit) {
    Rate known = rates.getIfPresent(tenant);
    if (known == null || known.limit() != limit) { // A quota that was changed begins anew.
      known =
          rates
              .asMap()
              .compute(
                  tenant,
                  (_, now) ->
                      now != null && now.limit() == limit
                          ? now
                          : new Rate(limit, RateLimit.bucket(limit, SECOND, nanoTime)));
    }
    return known.bucket();
  }
}
