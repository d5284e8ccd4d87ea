package dev.botswain.config;

import dev.botswain.secret.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// The forms of OpenTelemetry's variables. Each method throws [IllegalArgumentException] for what
/// is not of its form.
final class OtelForm {
  private static final int LONGEST = 255;
  private static final int MOST_PAIRS = 64;

  /// <https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2>.
  private static final Pattern HEADER = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

  private static final Pattern HEADER_VALUE = Pattern.compile("[!-~](?:[ -~]*[!-~])?");
  private static final Set<String> PROTOCOLS = Set.of("grpc", "http/protobuf", "http/json");

  private OtelForm() {}

  static String shortText(String text) {
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  static String protocol(String text) {
    if (!PROTOCOLS.contains(text)) {
      throw new IllegalArgumentException();
    }
    return text;
  }

  static TraceSampler sampler(String text) {
    return TraceSampler.valueOf(text.toUpperCase(Locale.ROOT));
  }

  static double ratio(String text) {
    double ratio = Double.parseDouble(text);
    if (!(ratio >= 0 && ratio <= 1)) {
      throw new IllegalArgumentException();
    }
    return ratio;
  }

  /// Names and values of the form of `baggage` (<https://www.w3.org/TR/baggage/>).
  static Map<String, String> pairs(String text) {
    var pairs = new LinkedHashMap<String, String>();
    for (String pair : text.split(",", -1)) {
      if (!pair.isBlank()) {
        int equals = pair.indexOf('=');
        if (equals < 1 || pairs.size() == MOST_PAIRS) {
          throw new IllegalArgumentException();
        }
        String name = pair.substring(0, equals).strip();
        if (name.isEmpty()) {
          throw new IllegalArgumentException();
        }
        pairs.put(shortText(name), decoded(pair.substring(equals + 1).strip()));
      }
    }
    return Collections.unmodifiableMap(pairs);
  }

  static Map<String, Secret> headers(String text) {
    var headers = new LinkedHashMap<String, Secret>();
    pairs(text)
        .forEach((name, value) -> {
          if (!HEADER.matcher(name).matches() || !HEADER_VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException();
          }
          headers.put(name, new Secret(value));
        });
    return Collections.unmodifiableMap(headers);
  }

  /// A plus sign means itself.
  private static String decoded(String value) {
    return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
