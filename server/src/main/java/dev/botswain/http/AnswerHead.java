package dev.botswain.http;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// The head of an answer: the common headers, and those of this one.
final class AnswerHead {
  private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
  private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
  private static final CharSequence REVALIDATE = HttpHeaders.createOptimized("private, no-cache");
  private static final CharSequence LIMIT =
      HttpHeaders.createOptimized(HeaderNames.RATE_LIMIT_LIMIT);
  private static final CharSequence REMAINING =
      HttpHeaders.createOptimized(HeaderNames.RATE_LIMIT_REMAINING);
  private static final CharSequence RESET =
      HttpHeaders.createOptimized(HeaderNames.RATE_LIMIT_RESET);
  private static final CharSequence CONTENT_TYPE_OPTIONS =
      HttpHeaders.createOptimized(HeaderNames.X_CONTENT_TYPE_OPTIONS);

  private AnswerHead() {}

  /// What the head contains besides the answer.
  ///
  /// @param rate the state of the caller's limit, null if there is none
  /// @param last whether the connection must not be used again
  record Facts(
      HttpServerRequest request,
      String requestId,
      CharSequence date,
      RateLimit.@Nullable State rate,
      Cors cors,
      boolean last) {}

  /// @param status the answer's own, or 304
  /// @throws IllegalArgumentException if a header of the answer is not valid
  static void write(MultiMap head, Answer answer, int status, Facts facts) {
    head.add(HttpHeaders.DATE, facts.date());
    head.add(RequestIds.HEADER, facts.requestId());
    head.add(CONTENT_TYPE_OPTIONS, NOSNIFF);
    if (answer.contentType() != null && status != 304) {
      head.add(HttpHeaders.CONTENT_TYPE, answer.contentType());
    }
    if (!answer.has(HttpHeaders.CACHE_CONTROL)) {
      head.add(HttpHeaders.CACHE_CONTROL, answer.etag() == null ? NO_STORE : REVALIDATE);
    }
    if (answer.etag() != null) {
      head.add(HttpHeaders.ETAG, answer.etag());
    }
    limits(head, facts.rate());
    var request = facts.request();
    if (!answer.has(HeaderNames.RESOURCE_POLICY)) { // Which says that it is for our pages alone.
      facts.cors().allow(request.getHeader(HttpHeaders.ORIGIN), head);
    }
    var more = answer.headers();
    for (int i = 0; i < more.size(); i += 2) {
      head.add(more.get(i), more.get(i + 1));
    }
    if (request.method() == HttpMethod.HEAD) {
      head.add(HttpHeaders.CONTENT_LENGTH, Digits.of(answer.body().length()));
    }
    if (facts.last()) {
      head.set(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  /// The `RateLimit` headers of draft-ietf-httpapi-ratelimit-headers-06, the last version with a
  /// header for each number.
  private static void limits(MultiMap head, RateLimit.@Nullable State rate) {
    if (rate != null) {
      head.add(LIMIT, Digits.of(rate.limit()));
      head.add(REMAINING, Digits.of(rate.remaining()));
      head.add(RESET, Digits.of(rate.resetSeconds()));
    }
  }

  /// `If-None-Match` (RFC 9110, 13.1.2): the caller has these bytes already.
  static boolean isKnownToCaller(Answer answer, HttpServerRequest request) {
    if (answer.etag() == null || answer.status() != 200) {
      return false;
    }
    var known = opaque(answer.etag());
    var tags = request.getHeader(HttpHeaders.IF_NONE_MATCH);
    if (tags == null) {
      return false;
    }
    for (var tag : tags.split(",")) {
      var bare = tag.strip();
      if (bare.equals("*") || opaque(bare).equals(known)) {
        return true;
      }
    }
    return false;
  }

  private static String opaque(String tag) {
    return tag.startsWith("W/") ? tag.substring(2) : tag;
  }
}
