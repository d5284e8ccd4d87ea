package dev.botswain.http;

import io.netty.util.AsciiString;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Ids for requests, so that one can be followed from the caller's log to ours.
final class RequestIds {
  static final CharSequence HEADER = HttpHeaders.createOptimized(HeaderNames.REQUEST_ID);
  private static final int LONGEST = 128;

  /// What may be a session id or a token of Discord's: they are sent here in many headers, and a
  /// request's id is logged.
  private static final Pattern SECRET =
      Pattern.compile("(?=[\\w-]*[A-Z])[\\w-]{43}|[\\w-]{17,}\\.[\\w-]{5,}\\.[\\w-]{20,}");

  private static final byte[] HEX =
      "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private RequestIds() {}

  /// A new one: 16 hexadecimal digits.
  static String next() {
    long random = ThreadLocalRandom.current().nextLong();
    var digits = new byte[16];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = HEX[(int) (random >>> (60 - 4 * i)) & 0xf];
    }
    return new AsciiString(digits, false).toString();
  }

  /// The caller's own id for its request, or a new one if it gave no valid one.
  static String of(@Nullable String given) {
    return given != null && isValid(given) && !SECRET.matcher(given).find() ? given : next();
  }

  /// Whether a caller may send such an id: 1 to 128 printable ASCII characters.
  static boolean isValid(@Nullable String id) {
    return id != null
        && !id.isEmpty()
        && id.length() <= LONGEST
        && id.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
  }
}
