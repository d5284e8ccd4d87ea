package dev.botswain.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A header's value with its parameters, such as `text/plain; charset=UTF-8` and `form-data;
/// name="a"`. The value itself and the names of parameters are in lower case, because they are not
/// case-sensitive (RFC 9110, 5.6.6 and 8.3.1).
///
/// Quotes are parsed as browsers write them: within them, only `\"` has a special meaning.
///
/// @param parameters by their names; if a name occurs twice, the first
record HeaderValue(String value, Map<String, String> parameters) {
  HeaderValue {
    parameters = Map.copyOf(parameters);
  }

  /// @param text null for an absent header, whose value is empty
  static HeaderValue of(@Nullable String text) {
    return text == null ? new HeaderValue("", Map.of()) : new Reading(text).whole();
  }

  /// Null if there is none.
  @Nullable String parameter(String name) {
    return parameters.get(name);
  }

  /// A parameter that may have its charset, `filename*=UTF-8''%e2%9a%93` (RFC 8187), which takes
  /// precedence over the plain form. Null if there is none that can be decoded.
  @Nullable String extended(String name) {
    var encoded = parameters.get(name + "*");
    var read = encoded == null ? Optional.<String>empty() : decoded(encoded);
    return read.orElse(parameters.get(name));
  }

  private static Optional<String> decoded(String encoded) {
    var parts = encoded.split("'", 3);
    if (parts.length < 3) {
      return Optional.empty();
    }
    return switch (parts[0].toLowerCase(Locale.ROOT)) {
      case "utf-8" -> Query.bytes(parts[2]).flatMap(bytes -> text(bytes, UTF_8));
      case "iso-8859-1" -> Query.bytes(parts[2]).flatMap(bytes -> text(bytes, ISO_8859_1));
      default -> Optional.empty();
    };
  }

  /// Empty if the bytes are not valid in the charset.
  static Optional<String> text(byte[] bytes, Charset charset) {
    try {
      return Optional.of(charset.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /// A value, parsed from its beginning to its end.
  private static final class Reading {
    private final String text;
    private int at;

    Reading(String text) {
      this.text = text;
    }

    HeaderValue whole() {
      var value = until(";").toLowerCase(Locale.ROOT);
      var parameters = new LinkedHashMap<String, String>();
      while (at < text.length()) {
        at++; // the semicolon
        var name = until("=;").toLowerCase(Locale.ROOT);
        if (at < text.length() && text.charAt(at) == '=') {
          at++;
          skipSpace();
          boolean quoted = at < text.length() && text.charAt(at) == '"';
          parameters.putIfAbsent(name, quoted ? quoted() : until(";"));
          until(";"); // there should be nothing before the next
        }
      }
      return new HeaderValue(value, parameters);
    }

    private String until(String ends) {
      int begin = at;
      while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(begin, at).strip();
    }

    private void skipSpace() {
      while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
        at++;
      }
    }

    /// A quote at the end of the text is the closing one, whatever precedes it.
    private String quoted() {
      var inner = new StringBuilder();
      for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
        if (text.startsWith("\\\"", at) && text.indexOf('"', at + 2) > 0) {
          at++;
        }
        inner.append(text.charAt(at));
      }
      at = Math.min(at + 1, text.length());
      return inner.toString();
    }
  }
}
