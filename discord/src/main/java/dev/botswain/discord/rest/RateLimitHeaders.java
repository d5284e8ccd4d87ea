package dev.botswain.discord.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// What an answer says about its bucket:
/// <https://discord.com/developers/docs/topics/rate-limits#header-format>.
///
/// @param bucket Discord's name for it, without the major parameters; absent on servers that give
///   none
/// @param limit requests in one window, at least 1
/// @param remaining how many of them are left after the answered request
/// @param reset the end of the window by the server's clock, in milliseconds. It is only compared
///   with other such values, to tell one window from the next
/// @param resetAfter nanoseconds from the answer to the end of the window
public record RateLimitHeaders(
    @Nullable String bucket, int limit, int remaining, long reset, long resetAfter) {
  private static final CharSequence BUCKET = HttpHeaders.createOptimized("x-ratelimit-bucket");
  private static final CharSequence LIMIT = HttpHeaders.createOptimized("x-ratelimit-limit");
  private static final CharSequence REMAINING =
      HttpHeaders.createOptimized("x-ratelimit-remaining");
  private static final CharSequence RESET = HttpHeaders.createOptimized("x-ratelimit-reset");
  private static final CharSequence RESET_AFTER =
      HttpHeaders.createOptimized("x-ratelimit-reset-after");

  private static final double LONGEST_SECONDS = TimeUnit.DAYS.toSeconds(1);

  /// Empty unless the answer names a limit, what is left of it, and when it is restored.
  static Optional<RateLimitHeaders> of(MultiMap headers) {
    var limit = number(headers.get(LIMIT));
    var remaining = number(headers.get(REMAINING));
    var resetAfter = number(headers.get(RESET_AFTER));
    if (!(limit >= 1 && remaining >= 0 && resetAfter >= 0)) {
      return Optional.empty();
    }
    var reset = number(headers.get(RESET));
    return Optional.of(
        new RateLimitHeaders(
            headers.get(BUCKET),
            (int) limit,
            (int) Math.min(remaining, limit),
            Math.round(reset * 1000),
            nanos(resetAfter)));
  }

  /// Seconds as nanoseconds, rounded up, and at most a day.
  static long nanos(double seconds) {
    return (long) Math.ceil(Math.clamp(seconds, 0, LONGEST_SECONDS) * 1e9);
  }

  /// NaN for a text that is not a number; every comparison with that is false.
  static double number(@Nullable String text) {
    try {
      return text == null ? Double.NaN : Double.parseDouble(text);
    } catch (NumberFormatException _) {
      return Double.NaN;
    }
  }
}
