package dev.botswain.secret;

import java.security.SecureRandom;
import java.util.Base64;

/// A value that must not be shown. It prints as `[REDACTED]`, so that a record that holds one can
/// be logged.
///
/// @param value the secret itself; pass it only to code that needs it
public record Secret(String value) {
  private static final int RANDOM_BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  /// A new one: a prefix that says what it is for, and 256 random bits in base64url.
  public static Secret random(String prefix) {
    var bytes = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bytes);
    return new Secret(prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  @Override
  public String toString() {
    return "[REDACTED]";
  }
}
