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

/// Which pages in a browser may call, by the Fetch standard:
/// <https://fetch.spec.whatwg.org/#http-cors-protocol>. Credentials that a browser adds by itself
/// (cookies) are never allowed: a session id is sent by hand.
final class Cors {
  private static final CharSequence EXPOSED =
      HttpHeaders.createOptimized(
          "RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After, Link, ETag,"
              + " X-Request-ID, Botswain-Missing-Intent, Botswain-Queue-Ms, Preference-Applied,"
              + " Idempotency-Replayed, X-RateLimit-Limit, X-RateLimit-Remaining,"
              + " X-RateLimit-Reset, X-RateLimit-Reset-After, X-RateLimit-Bucket,"
              + " X-RateLimit-Global, X-RateLimit-Scope");

  /// What is allowed of headers where a preflight names none, or none that there can be.
  private static final String OUR_HEADERS =
      "Authorization, Botswain-Wait, Content-Type, Idempotency-Key, If-None-Match, Last-Event-ID,"
          + " Prefer, X-Audit-Log-Reason, X-Request-ID";

  /// Names of headers between commas (RFC 9110, 5.6.1 and 5.6.2).
  private static final Pattern NAMES =
      Pattern.compile(
          "[ \\t]*[!#$%&'*+.^_`|~0-9A-Za-z-]++(?:[ \\t]*,[ \\t]*[!#$%&'*+.^_`|~0-9A-Za-z-]++)*+["
              + " \\t]*");

  /// Hosts that nobody else can have: addresses in figures, and this machine.
  private static final Pattern UNMISTAKABLE =
      Pattern.compile(
          "(?:.+\\.)?localhost|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[?[0-9a-f:.]*:[0-9a-f:.]*]?");

  private static final int LONGEST_NAMES = 2_048;
  private static final CharSequence ANY = HttpHeaders.createOptimized("*");
  private static final CharSequence ORIGIN = HttpHeaders.createOptimized("Origin");

  /// A browser may remember a preflight for ten minutes.
  private static final String MAX_AGE = "600";

  private final boolean all;
  private final Set<String> origins;
  private final Optional<String> home;

  /// @param allowed origins such as `https://example.org`, `*` for all, nothing for none
  /// @param publicUrl how callers reach this server, if that is known
  Cors(List<String> allowed, Optional<URI> publicUrl) {
    home = publicUrl.map(URI::getAuthority);
    all = allowed.contains("*");
    origins =
        allowed.stream()
            .map(origin -> origin.toLowerCase(Locale.ROOT))
            .collect(Collectors.toUnmodifiableSet());
  }

  /// Adds what an answer needs so that the page at `origin` can read it.
  ///
  /// @param origin null for a caller that is no page
  void allow(@Nullable String origin, MultiMap answer) {
    if (!all) {
      answer.add(HttpHeaders.VARY, ORIGIN);
    }
    if (origin != null && isAllowed(origin)) {
      answer.add(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, all ? ANY : origin);
      answer.add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  /// The answer to a preflight; what [#allow] adds comes on top.
  ///
  /// All headers that a page names are allowed: what it may do is decided by the session that it
  /// sends, and a header that nobody here reads does nothing.
  ///
  /// @param methods what there is at the path, as in `Allow`
  /// @param headers those that the page will send, null if it does not say
  Answer preflight(String origin, String methods, @Nullable String headers) {
    var answer = Answer.empty(204).with("Vary", "Access-Control-Request-Headers");
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

  /// Browsers open WebSockets to everybody, and leave it to the server to refuse.
  ///
  /// @param origin of the page, or null for a caller that is no browser
  void requireAllowed(@Nullable String origin) {
    if (origin != null && !isAllowed(origin)) {
      throw ApiError.ORIGIN_NOT_ALLOWED.refusal();
    }
  }

  /// Where no origin is allowed, refuses what any other page than ours sent, be it such that a
  /// browser asks nobody before it sends it, be it by a name that somebody has pointed here.
  void requireOwnPage(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && origins.isEmpty() && !isOwn(origin, request.authority())) {
      throw ApiError.ORIGIN_NOT_ALLOWED.refusal();
    }
  }

  private boolean isOwn(String origin, @Nullable HostAndPort host) {
    try {
      String authority = URI.create(origin).getAuthority();
      return authority != null
          && (home.filter(authority::equalsIgnoreCase).isPresent()
              || host != null
                  && host.toString().equalsIgnoreCase(authority)
                  && UNMISTAKABLE.matcher(host.host().toLowerCase(Locale.ROOT)).matches());
    } catch (IllegalArgumentException noOrigin) {
      return false;
    }
  }

  private boolean isAllowed(String origin) {
    return all || origins.contains(origin.toLowerCase(Locale.ROOT));
  }
}
