package dev.botswain.discord.protocol;

import org.jspecify.annotations.Nullable;

/// Discord's ids in decimal: <https://discord.com/developers/docs/reference#snowflakes>.
public final class Snowflake {
  /// The first moment of 2015, in milliseconds since 1970.
  private static final long EPOCH = 1_420_070_400_000L;

  private Snowflake() {}

  /// Nineteen digits can exceed Discord's 63 bits. A larger number is not an id, so it is found
  /// nowhere, and every id is below it.
  ///
  /// @param digits as in the contract
  public static long of(String digits) {
    long id = Long.parseUnsignedLong(digits);
    return id < 0 ? Long.MAX_VALUE : id;
  }

  /// The same; null for null.
  public static @Nullable Long orNull(@Nullable String digits) {
    return digits == null ? null : (Long) of(digits);
  }

  /// When an id was made, in milliseconds since 1970.
  public static long millis(long id) {
    return (id >>> 22) + EPOCH;
  }
}
