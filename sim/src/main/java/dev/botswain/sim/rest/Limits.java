package dev.botswain.sim.rest;

/// The limits that the sim enforces.
///
/// @param enforced false: no rate limits and no bans at all
/// @param globalPerSecond calls of one bot in a second
/// @param invalidRequests 401, 403 and 429 answers to one address in ten minutes before it is
///   banned
public record Limits(boolean enforced, int globalPerSecond, int invalidRequests) {
  /// Discord's limits.
  public static final Limits DISCORD = new Limits(true, 50, 10_000);

  /// No limits, for benchmarks.
  public static final Limits NONE = new Limits(false, Integer.MAX_VALUE, Integer.MAX_VALUE);
}
