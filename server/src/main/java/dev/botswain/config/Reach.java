package dev.botswain.config;

/// Sets of addresses, each larger than the previous one.
public enum Reach {
  /// Only addresses that are reachable from the internet.
  PUBLIC,
  /// Those, and this machine itself.
  LOOPBACK,
  /// Every address.
  ANY
}
