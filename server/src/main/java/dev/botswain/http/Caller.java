package dev.botswain.http;

import dev.botswain.limit.Quota;
import org.jspecify.annotations.Nullable;

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

  /// What the operator allows the tenant, at this moment; null if that is the usual share.
  default @Nullable Long quota(Quota of) {
    return null;
  }

  /// Whether it may still call. A caller whose time is over ends here.
  default boolean isLive() {
    return true;
  }
}
