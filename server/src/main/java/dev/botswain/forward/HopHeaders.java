package dev.botswain.forward;

import dev.botswain.http.HeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Set;

/// Which headers pass from node to node: all but those of a connection (RFC 9110, 7.6.1), and those
/// that each hop decides for itself.
final class HopHeaders {
  private static final Set<String> OF_CONNECTION =
      Set.of(
          "connection",
          "expect",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          HeaderNames.HOP.toLowerCase(Locale.ROOT));

  private HopHeaders() {}

  /// Of requests and of answers.
  static void copy(MultiMap from, MultiMap to) {
    Set<String> named = named(from);
    for (var header : from) {
      String name = header.getKey().toLowerCase(Locale.ROOT);
      if (!OF_CONNECTION.contains(name) && !named.contains(name) && !name.startsWith(":")) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  /// Those that `Connection` names.
  private static Set<String> named(MultiMap from) {
    String names = from.get(HttpHeaders.CONNECTION);
    return names == null
        ? Set.of()
        : Set.of(
            java.util.Arrays.stream(
                    String.join(",", from.getAll(HttpHeaders.CONNECTION))
                        .toLowerCase(Locale.ROOT)
                        .split(","))
                .map(String::strip)
                .distinct()
                .toArray(String[]::new));
  }
}
