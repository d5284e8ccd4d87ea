package dev.botswain.sim.rest;

/// How often a route may be called for one set of major parameters: `limit` times in `millis`,
/// counted from the first call. Discord documents no numbers ("should not be hard coded"); these
/// are what bots have been observed to get.
///
/// @param name the source of the bucket hash; empty for a bucket of the route's own
record Bucket(String name, int limit, long millis) {
  /// The default of a route.
  static final Bucket USUAL = own(10, 5_000);

  /// No limit, and no rate-limit headers.
  static final Bucket NONE = new Bucket("none", 0, 0);

  /// A bucket that no other route shares.
  static Bucket own(int limit, long millis) {
    return new Bucket("", limit, millis);
  }

  /// A bucket that all routes share that name it.
  static Bucket shared(String name, int limit, long millis) {
    return new Bucket(name, limit, millis);
  }
}
