package dev.botswain.time;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A moment as callers see it: ISO 8601 in UTC, in milliseconds, such as
/// `2025-10-07T02:12:00.000Z`. The texts therefore sort as the moments do.
public final class Timestamp {
  private static final DateTimeFormatter FORMAT =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

  private Timestamp() {}

  public static String of(Instant instant) {
    return FORMAT.format(instant);
  }

  /// The same, or null for none.
  public static @Nullable String ofNullable(@Nullable String discord) {
    return discord == null ? null : of(discord);
  }

  /// A moment as Discord writes it, such as `2025-10-07T02:12:00.000000+00:00`. A text that is not
  /// a moment stays unchanged.
  public static String of(String discord) {
    try {
      return of(OffsetDateTime.parse(discord).toInstant());
    } catch (DateTimeException notAMoment) {
      return discord;
    }
  }
}
