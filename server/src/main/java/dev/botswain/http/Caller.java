package dev.botswain.http;

/// A caller, as far as HTTP must know.
@FunctionalInterface
public interface Caller {
  /// Identifies the caller in the log and the limits. It is not the caller's secret, and the secret
  /// cannot be derived from it.
  String fingerprint();

  /// Whose share of bounded resources is counted.
  default String tenant() {
    return fingerprint();
  }

  /// Whether it may still call. A caller whose time is over ends here.
  default boolean isLive() {
    return true;
  }
}
