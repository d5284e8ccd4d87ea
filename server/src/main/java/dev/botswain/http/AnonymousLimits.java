package dev.botswain.http;

import dev.botswain.error.ApiError;
import java.time.Duration;

/// Callers of mounts who are known only by an address. Discord's refusals of their requests count
/// against this server's address, so each of them may be refused only a limited number of times.
///
/// @param requests counts requests, by network
/// @param invalid counts those that Discord refused, by network
record AnonymousLimits(RateLimit requests, RateLimit invalid) {
  private static final Duration LATER = Duration.ofMinutes(1);

  /// @throws RequestRefusedException if they call too often, or were refused too often
  void admit(Exchange exchange) {
    var network = ClientAddress.network(exchange.address());
    exchange.admit(requests.count(network));
    if (invalid.isReached(network)) {
      throw ApiError.PROTECTING_ADDRESS.refusal().retryAfter(LATER);
    }
  }

  /// Discord answered with 401, 403, 404 or 429.
  void refused(Exchange exchange) {
    invalid.count(ClientAddress.network(exchange.address()));
  }
}
