package dev.botswain.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Which port serves an operation, if the operator has a port of its own: `x-port` in the contract.
/// Without such a port, the one of the callers serves all.
public enum Port {
  CALLERS,
  OPERATOR,
  /// The operator's, where it needs no key: who reaches that port may see it.
  OPERATOR_WITHOUT_KEY,
  BOTH;

  /// @param name in lower case with `-`; null for the port that suits the scheme
  /// @throws IllegalArgumentException if there is no such port
  static Port of(@Nullable String name, boolean isForCallers) {
    if (name == null) {
      return isForCallers ? CALLERS : OPERATOR;
    }
    return valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
  }
}
