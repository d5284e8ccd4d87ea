package dev.botswain.http;

import dev.botswain.error.ApiError;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which pages in a browser may call, according to the Fetch standard:
/// <https://fetch.spec.whatwg.org/#http-cors-protocol>. Credentials that a browser adds by itself
/// (cookies) are never allowed: a session id is sent explicitly.
final class Cors {
  private static final CharSequence EXPOSED =
      HttpHeaders.createOptimized(
          String.join(
              ", ",
              HeaderNames.RATE_LIMIT_LIMIT,
              HeaderNames.RATE_LIMIT_REMAINING,
              HeaderNames.RATE_LIMIT_RESET,
              "Retry-After",
              "Link",
              "ETag",
              HeaderNames.REQUEST_ID,
              HeaderNames.MISSING_INTENT,
              HeaderNames.QUEUE_MS,
              HeaderNames.PREFERENCE_APPLIED,
              HeaderNames.IDEMPOTENCY_REPLAYED,
              "X-RateLimit-Limit",
              "X-RateLimit-Remaining",
              "X-RateLimit-Reset",
              "X-RateLimit-Reset-After",
              "X-RateLimit-Bucket",
              "X-RateLimit-Global",
              "X-RateLimit-Scope"));

  /// The allowed headers if a preflight names none, or only invalid ones.
  private static final String OUR_HEADERS =
      String.join(
          ", ",
          "Authorization",
          HeaderNames.WAIT,
          "Content-Type",
          HeaderNames.IDEMPOTENCY_KEY,
          "If-None-Match",
          HeaderNames.LAST_EVENT_ID,
          HeaderNames.PREFER,
          "X-Audit-Log-Reason",
          HeaderNames.REQUEST_ID);

  /// Names of headers, separated by commas (RFC 9110, 5.6.1 and 5.6.2).
  private static final Pattern NAMES =
      Pattern.compile(
          "[ \\t]*[!#$%&'*+.^_`|~0-9A-Za-z-]++(?:[ \\t]*,[ \\t]*[!#$%&'*+.^_`|~0-9A-Za-z-]++)*+["
              + " \\t]*");

  /// Hosts that no one else can have: numeric addresses, and this machine.
  private static final Pattern UNMISTAKABLE =
      Pattern.compile(
          "(?:.+\\.)?localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

  private static final int LONGEST_NAMES = 2_048;
  private static final CharSequence ANY = HttpHeaders.createOptimized("*");
  private static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");

  /// A browser may cache a preflight for ten minutes.
  private static final String MAX_AGE = "600";

  private final boolean all;
  private final Set<String> origins;
  private final Optional<String> home;

  /// @param allowed origins such as `https://example.org`, `*` for all, empty for none
  /// @param publicUrl the address at which callers reach this server, if it is known
  Cors(List<String> allowed, Optional<URI> publicUrl) {
    home = publicUrl.map(URI::getAuthority);
    all = allowed.contains("*");
    origins =
        allowed.stream()
            .map(origin -> origin.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Adds the headers with which the page at `origin` can read the answer.
  ///
  /// @param origin null for a caller that is not a page
  void allow(@Nullable String origin, MultiMap answer) {
    if (!all) {
      answer.add(HttpHeaders.VARY, ORIGIN);
    }
    if (origin != null && isAllowed(origin)) {
      answer.add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, all ? ANY : origin);
      answer.add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  /// The answer to a preflight; [#allow] adds further headers.
  ///
  /// All headers that a page names are allowed: the session that the page sends decides what it may
  /// do, and a header that the server does not read has no effect.
  ///
  /// @param methods the methods of the path, as in `Allow`
  /// @param headers those that the page will send, null if it does not say
  Answer preflight(String origin, String methods, @Nullable String headers) {
    var answer = Answer.empty(204).with(HeaderNames.VARY, "Access-Control-Request-Headers");
    return isAllowed(origin)
        ? answer
            .with("Access-Control-Allow-Methods", methods)
            .with("Access-Control-Allow-Headers", named(headers))
            .with("Access-Control-Max-Age", MAX_AGE)
        : answer;
  }

  private static String named(@Nullable String headers) {
    return headers != null && headers.length() <= LONGEST_NAMES && NAMES.matcher(headers).matches()
        ? headers
        : OUR_HEADERS;
  }

  /// Browsers open WebSockets for any page, and leave it to the server to refuse.
  ///
  /// @param origin of the page, or null for a caller that is not a browser
  void requireAllowed(@Nullable String origin) {
    if (origin != null && !isAllowed(origin)) {
      throw ApiError.ORIGIN_NOT_ALLOWED.refusal();
    }
  }

  /// If no origin is allowed, refuses requests from all pages except our own: those that a browser
  /// sends without a preflight, and those that use a name which someone has pointed here. Over TLS
  /// there are none of those: a name has a certificate.
  ///
  /// @param secure whether the caller uses TLS
  void requireOwnPage(HttpServerRequest request, boolean secure) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && origins.isEmpty() && !isOwn(origin, request.authority(), secure)) {
      throw ApiError.ORIGIN_NOT_ALLOWED.refusal();
    }
  }

  private boolean isOwn(String origin, @Nullable HostAndPort host, boolean secure) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority != null
          && (home.filter(authority::equalsIgnoreCase).isPresent()
              || host != null
                  && host.toString().equalsIgnoreCase(authority)
                  && (secure && origin.startsWith("https:")
                      || UNMISTAKABLE.matcher(host.host().toLowerCase(Locale.ROOT)).matches()));
    } catch (IllegalArgumentException noOrigin) {
      return false;
    }
  }

  private boolean isAllowed(String origin) {
    return all || origins.contains(origin.toLowerCase(Locale.ROOT));
  }
}
