package dev.botswain.http;

import org.jspecify.annotations.Nullable;

/// How often callers may call.
///
/// @param bySession counts the requests of each known caller
/// @param byTenant counts those of all callers of a tenant, if it has a quota of them
/// @param byAddress counts requests by network, for operations that are limited by address
record CallerLimits(
    RateLimit bySession, TenantRates byTenant, RateLimit byAddress, AnonymousLimits anonymous) {
  /// Counts a request of a known caller.
  ///
  /// @return the state of the stricter limit; null if there is none
  RateLimit.@Nullable State count(Caller caller) {
    RateLimit.State ofTenant = byTenant.count(caller);
    RateLimit.State ofSession = bySession.count(caller.fingerprint());
    return ofTenant == null ? ofSession : ofTenant.stricter(ofSession);
  }
}
