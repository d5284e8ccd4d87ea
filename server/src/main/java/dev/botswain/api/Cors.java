package dev.botswain.api;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which pages in a browser may call, by the Fetch standard:
/// <https://fetch.spec.whatwg.org/#http-cors-protocol>. Credentials that a browser adds by itself
/// (cookies) are never allowed: a session id is sent by hand.
final class Cors {
  private static final CharSequence EXPOSED =
      HttpHeaders.createOptimized(
          "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, Link, ETag,"
              + " X-Request-ID, Botswain-Missing-Intent, Botswain-Queue-Ms, Preference-Applied,"
              + " Idempotency-Replayed, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset,"
              + " X-RateLimit-Reset-After, X-RateLimit-Bucket, X-RateLimit-Global,"
              + " X-RateLimit-Scope");
  private static final String ALLOWED_HEADERS =
      "Authorization, Botswain-Wait, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID,"
          + " Prefer, X-Audit-Log-Reason, X-Request-ID";
  private static final CharSequence ANY = HttpHeaders.createOptimized("*");
  private static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");

  /// A browser may remember a preflight for ten minutes.
  private static final String MAX_AGE = "600";

  private final boolean all;
  private final Set<String> origins;

  /// @param allowed origins such as `https://example.org`, or `*` for all
  Cors(List<String> allowed) {
    all = allowed.contains("*");
    origins =
        allowed.stream()
            .map(origin -> origin.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Adds what an answer needs so that the page at `origin` can read it.
  void allow(String origin, MultiMap answer) {
    if (!all) {
      answer.add(HttpHeaders.VARY, ORIGIN);
    }
    if (isAllowed(origin)) {
      answer.add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, all ? ANY : origin);
      answer.add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  /// The answer to a preflight; what [#allow] adds comes on top.
  ///
  /// @param methods what there is at the path, as in `Allow`
  Answer preflight(String origin, String methods) {
    var answer = Answer.empty(204);
    return isAllowed(origin)
        ? answer
            .with("Access-Control-Allow-Methods", methods)
            .with("Access-Control-Allow-Headers", ALLOWED_HEADERS)
            .with("Access-Control-Max-Age", MAX_AGE)
        : answer;
  }

  /// Browsers open WebSockets to everybody, and leave it to the server to refuse.
  ///
  /// @param origin of the page, or null for a caller that is no browser
  void requireAllowed(@Nullable String origin) {
    if (origin != null && !isAllowed(origin)) {
      throw ApiError.ORIGIN_NOT_ALLOWED.refusal();
    }
  }

  private boolean isAllowed(String origin) {
    return all || origins.contains(origin.toLowerCase(Locale.ROOT));
  }
}
