package dev.botswain.tenant;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;

/// The id of a bot's user, as its token says: the first of three parts, separated by dots, is the
/// id in Base64. Both alphabets and padding are accepted.
///
/// Anyone can make up such a token, so this says which bot somebody claims to have, no more.
///
/// Source: <https://discord.com/developers/docs/reference#authentication>.
public final class TokenId {
  /// The digits of the largest id in Base64, with padding.
  private static final int LONGEST = 28;

  private TokenId() {}

  /// Empty if the token has another form.
  public static OptionalLong of(String token) {
    int first = token.indexOf('.');
    int second = token.indexOf('.', first + 1);
    boolean threeParts =
        first > 0
            && first <= LONGEST
            && second > first + 1
            && second < token.length() - 1
            && token.indexOf('.', second + 1) < 0;
    return threeParts ? id(token.substring(0, first)) : OptionalLong.empty();
  }

  private static OptionalLong id(String part) {
    try {
      // The characters that differ between the two alphabets encode no digits.
      byte[] decoded = Base64.getDecoder().decode(part.getBytes(StandardCharsets.ISO_8859_1));
      String digits = new String(decoded, StandardCharsets.ISO_8859_1);
      // It takes a sign, too.
      return digits.isEmpty() || digits.charAt(0) < '1' || digits.charAt(0) > '9'
          ? OptionalLong.empty()
          : OptionalLong.of(Long.parseUnsignedLong(digits));
    } catch (IllegalArgumentException otherForm) {
      return OptionalLong.empty();
    }
  }
}
