package dev.botswain.http;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How much a caller prefers each form of an answer ([RFC 9110,
/// 12.5.3](https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3)), in thousandths; 0 excludes it.
public final class AcceptEncoding {
  private static final String ANY = "*";
  private static final String IDENTITY = "identity";

  private final Map<String, Integer> weights = new HashMap<>();

  private AcceptEncoding() {}

  /// @param lines of the request's `Accept-Encoding`
  public static AcceptEncoding of(List<String> lines) {
    var accepted = new AcceptEncoding();
    for (var line : lines) {
      for (var each : line.split(",")) {
        var coding = HeaderValue.of(each);
        accepted.weights.merge(coding.value(), weight(coding.parameter("q")), Math::max);
      }
    }
    return accepted;
  }

  /// An invalid weight counts as none.
  private static int weight(@Nullable String q) {
    return q == null || !q.matches("0(\\.[0-9]{0,3})?|1(\\.0{0,3})?")
        ? 1_000
        : (int) Math.round(Double.parseDouble(q) * 1_000);
  }

  /// The weight of a coding; 0 if the caller accepts neither it nor any.
  ///
  /// @param names of the coding, in lower case
  public int weight(String... names) {
    return Arrays.stream(names)
        .filter(weights::containsKey)
        .mapToInt(name -> weights.getOrDefault(name, 0))
        .max()
        .orElse(weights.getOrDefault(ANY, 0));
  }

  /// The weight of the form that is not compressed; -1 if the caller does not mention it, which
  /// makes it the last choice.
  public int identity() {
    return weights.getOrDefault(IDENTITY, weights.getOrDefault(ANY, -1) == 0 ? 0 : -1);
  }
}
