package dev.botswain.forward;

import dev.botswain.http.Hop;
import dev.botswain.http.Port;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The header `Botswain-Hop` of a request from one node to another: a version, for which node it
/// is, whose request it is, what is said of a caller, and a code over these, the method and the
/// path with its query.
///
/// ```
/// 1 0b6f… caller callers secure direct 203.0.113.7 8Qx…
/// 1 0b6f… node - - - - 8Qx…
/// ```
///
/// @param to for which node, as it joined last: a pass is worth nothing at another, or after it
///   restarts
/// @param hop what is said of a caller; null for a request of the node itself
record HopPass(UUID to, @Nullable Hop hop) {
  private static final String VERSION = "1";
  private static final int PARTS = 8;

  /// The header's value.
  String text(HopSeal seal, String method, String uri) {
    String facts = facts();
    return facts + " " + seal.of(sealed(facts, method, uri));
  }

  private String facts() {
    return VERSION
        + " "
        + to
        + (hop == null
            ? " node - - - -"
            : " caller "
                + hop.port().name()
                + (hop.secure() ? " secure" : " plain")
                + (hop.proxied() ? " proxied " : " direct ")
                + hop.address());
  }

  private static String sealed(String facts, String method, String uri) {
    return facts + "\n" + method + "\n" + uri;
  }

  /// Reads that of a request.
  ///
  /// @param values those of the header
  /// @param me this node; null if it is none
  /// @return null if it is not valid here
  static @Nullable HopPass of(
      List<String> values, HttpServerRequest request, @Nullable UUID me, HopSeal seal) {
    if (me == null || values.size() != 1) {
      return null;
    }
    String text = values.getFirst();
    int end = text.lastIndexOf(' ');
    String[] parts = text.split(" ", -1);
    if (parts.length != PARTS
        || !parts[0].equals(VERSION)
        || !seal.isOf(
            text.substring(end + 1),
            sealed(text.substring(0, end), request.method().name(), request.uri()))
        || !parts[1].equals(me.toString())) {
      return null;
    }
    return new HopPass(me, parts[2].equals("node") ? null : hop(parts));
  }

  /// A node has written them.
  private static Hop hop(String[] parts) {
    return new Hop(
        parts[6], parts[4].equals("secure"), parts[5].equals("proxied"), Port.valueOf(parts[3]));
  }
}
