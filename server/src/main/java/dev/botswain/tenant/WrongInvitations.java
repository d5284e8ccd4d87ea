package dev.botswain.tenant;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.botswain.error.ApiError;
import dev.botswain.limit.Limit;
import dev.botswain.time.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// Counts invitations that were not valid, by the network that they came from, so that nobody can
/// try many. Each network begins anew ten minutes after its first. When there are too many
/// networks, those that were seen least are forgotten.
final class WrongInvitations {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final long share = Limit.WRONG_INVITATIONS.share();
  private final Cache<String, AtomicLong> byNetwork;

  WrongInvitations(Ticker ticker) {
    byNetwork =
        Caffeine.newBuilder()
            .expireAfterWrite(WINDOW)
            .maximumSize(Limit.WRONG_INVITATIONS.total() / share)
            .ticker(ticker::nanos)
            .build();
  }

  /// @throws dev.botswain.error.RequestRefusedException if too many came from the network
  void requireFew(String network) {
    AtomicLong known = byNetwork.getIfPresent(network);
    if (known != null && known.get() >= share) {
      throw ApiError.RATE_LIMITED
          .because("too many invitations that are not valid came from your network")
          .retryAfter(WINDOW);
    }
  }

  void count(String network) {
    byNetwork.get(network, _ -> new AtomicLong()).incrementAndGet();
  }
}
