package dev.botswain.limit;

import org.jspecify.annotations.Nullable;

/// How much there is of what a [Limit] bounds, and how much of it one may use.
///
/// @param setting the setting that changes the total, or null
record Amount(long total, long share, Per per, Unit unit, @Nullable String setting, Held held) {
  static Amount pieces(long total, long share, Per per) {
    return new Amount(total, share, per, Unit.PIECES, null, Held.OWNER);
  }

  static Amount bytes(long total, long share, Per per) {
    return new Amount(total, share, per, Unit.BYTES, null, Held.OWNER);
  }

  /// The same, of which the total is only the default.
  Amount unless(String changed) {
    return new Amount(total, share, per, unit, changed, held);
  }

  /// The same, counted elsewhere than where a bot lives.
  Amount at(Held other) {
    return new Amount(total, share, per, unit, setting, other);
  }
}
