package dev.botswain.http;

/// How often callers may call.
///
/// @param bySession counts the requests of each known caller
/// @param byAddress counts requests by network, for operations that are limited by address
record CallerLimits(RateLimit bySession, RateLimit byAddress, AnonymousLimits anonymous) {}
