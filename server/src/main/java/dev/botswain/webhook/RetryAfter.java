package dev.botswain.webhook;

import io.netty.handler.codec.DateFormatter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads `Retry-After`: seconds, or a date in any of the forms of HTTP.
///
/// Source: <https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3>.
final class RetryAfter {
  /// The longest wait that a receiver can ask for.
  static final Duration LONGEST = Duration.ofHours(1);

  private static final Pattern SECONDS = Pattern.compile("\\d+");
  private static final int LONGEST_DATE = 64;

  private RetryAfter() {}

  /// The time from `now` on, from zero to [#LONGEST]; empty if the header is absent or cannot be
  /// parsed.
  static Optional<Duration> parse(@Nullable String header, Instant now) {
    if (header == null) {
      return Optional.empty();
    }
    var text = header.strip();
    if (SECONDS.matcher(text).matches()) {
      return Optional.of(text.length() > 6 ? LONGEST : bounded(seconds(text)));
    }
    if (text.length() > LONGEST_DATE) {
      return Optional.empty();
    }
    return Optional.ofNullable(DateFormatter.parseHttpDate(text))
        .map(date -> bounded(Duration.between(now, date.toInstant())));
  }

  private static Duration seconds(String digits) {
    return Duration.ofSeconds(Long.parseLong(digits));
  }

  private static Duration bounded(Duration said) {
    if (said.isNegative()) {
      return Duration.ZERO;
    }
    return said.compareTo(LONGEST) < 0 ? said : LONGEST;
  }
}
