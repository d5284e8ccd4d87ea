package dev.botswain.http;

import dev.botswain.error.Choices;
import dev.botswain.error.RequestRefusedException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Parses the query of a URL strictly: percent-encoded UTF-8 (RFC 3986; `+` is a space, as in
/// forms), no duplicate names, no control characters. Unencoded UTF-8, as curl sends it, means the
/// same.
final class Query {
  private Query() {}

  /// @param raw as it arrived, without the question mark; null for none
  /// @return the parameters, in order
  /// @throws RequestRefusedException if it is malformed or names a parameter twice
  static Map<String, String> parse(@Nullable String raw) {
    if (raw == null || raw.isEmpty()) {
      return Map.of();
    }
    var parameters = new LinkedHashMap<String, String>();
    for (var pair : raw.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      var rawName = equals < 0 ? pair : pair.substring(0, equals);
      var name = decode(rawName.replace('+', ' ')).orElseThrow(() -> malformed("query"));
      var value =
          decode(equals < 0 ? "" : pair.substring(equals + 1).replace('+', ' '))
              .orElseThrow(() -> malformed(Choices.shown(name)));
      if (parameters.put(name, value) != null) {
        throw RequestRefusedException.field(Choices.shown(name), "must be given once");
      }
    }
    return parameters;
  }

  /// Decodes percent-encoding. Empty if it is malformed, is not UTF-8, or hides a control
  /// character.
  ///
  /// @param encoded a character for each byte that arrived
  static Optional<String> decode(String encoded) {
    return encoded.chars().allMatch(c -> c > 0x1f && c < 0x7f && c != '%')
        ? Optional.of(encoded)
        : bytes(encoded)
            .flatMap(bytes -> HeaderValue.text(bytes, StandardCharsets.UTF_8))
            .filter(text -> text.chars().noneMatch(Character::isISOControl));
  }

  /// Decodes percent-encoding of any bytes. Empty if it is malformed.
  static Optional<byte[]> bytes(String encoded) {
    var bytes = new ByteArrayOutputStream(encoded.length());
    for (int i = 0; i < encoded.length(); i++) {
      char c = encoded.charAt(i);
      if (c > 0xff) {
        return Optional.empty();
      }
      if (c == '%') {
        if (i + 2 >= encoded.length()) {
          return Optional.empty();
        }
        int high = Character.digit(encoded.charAt(i + 1), 16);
        int low = Character.digit(encoded.charAt(i + 2), 16);
        if (high < 0 || low < 0) {
          return Optional.empty();
        }
        bytes.write(high << 4 | low);
        i += 2;
      } else {
        bytes.write(c);
      }
    }
    return Optional.of(bytes.toByteArray());
  }

  private static RequestRefusedException malformed(String field) {
    return RequestRefusedException.field(
        field, "must be percent-encoded UTF-8 without control characters");
  }
}
