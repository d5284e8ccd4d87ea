package dev.botswain.api;

/// Discord's ids in decimal: <https://discord.com/developers/docs/reference#snowflakes>.
final class Snowflake {
  private Snowflake() {}

  /// Nineteen digits can say more than Discord's 63 bits; what is above is no id, so it is found
  /// nowhere, and every id is before it.
  ///
  /// @param digits as the contract has them
  static long of(String digits) {
    long id = Long.parseUnsignedLong(digits);
    return id < 0 ? Long.MAX_VALUE : id;
  }
}
