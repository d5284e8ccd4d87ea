package dev.botswain.limit;

/// The key of the share of a [Limit].
public enum Per {
  /// An IPv4 address, or the /64 of an IPv6 address.
  NETWORK,
  /// A tenant; where there is none, a bot. For callers without a session, their network.
  TENANT,
  SESSION,
  /// The host that a webhook leads to.
  HOST
}
