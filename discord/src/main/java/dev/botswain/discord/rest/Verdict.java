package dev.botswain.discord.rest;

import dev.botswain.discord.rest.RateLimitedException.Scope;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.TimeUnit;

/// What an answer means for the request that it answers. Decided here and nowhere else.
sealed interface Verdict {

  /// The answer is what the caller wants to know.
  record Final() implements Verdict {}

  /// Discord failed: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#http>. It
  /// may or may not have done what was asked.
  record Failed() implements Verdict {}

  /// The token is refused, or only this request is.
  record TokenDoubted() implements Verdict {}

  /// The token is refused by the very route that tells whose it is.
  record TokenDead() implements Verdict {}

  /// Or at least one may be gone, or its token be another: the answer is 404 or 401.
  record WebhookGone() implements Verdict {}

  /// Too early.
  ///
  /// @param nanos how long to wait
  record Limited(long nanos, Scope scope) implements Verdict {
    /// The least wait, or else a server that says 0 would be asked in a tight loop.
    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long UNSAID = TimeUnit.SECONDS.toNanos(1);
    private static final long UNSAID_BAN = TimeUnit.MINUTES.toNanos(1);

    /// Retry-After is what counts, in the body exact, in the header in whole seconds. On shared
    /// resources it differs from the bucket's own reset.
    static Limited of(RestResponse response) {
      var headers = response.headers();
      var body = ErrorBody.of(response.body());
      var scope = scope(headers, body);
      var said =
          body.retryAfter() >= 0
              ? body.retryAfter()
              : RateLimitHeaders.number(headers.get(HttpHeaders.RETRY_AFTER));
      if (said >= 0) {
        return new Limited(Math.max(LEAST, RateLimitHeaders.nanos(said)), scope);
      }
      return new Limited(scope == Scope.ADDRESS ? UNSAID_BAN : UNSAID, scope);
    }

    private static Scope scope(MultiMap headers, ErrorBody body) {
      var name = headers.get("x-ratelimit-scope");
      if (body.global() || "global".equals(name) || headers.contains("x-ratelimit-global")) {
        return Scope.GLOBAL;
      }
      if ("shared".equals(name)) {
        return Scope.SHARED;
      }
      // Cloudflare, which stands before Discord, answers a banned address itself: with a page
      // instead of JSON, and without a trace of having passed the request on.
      var fromDiscord =
          name != null
              || headers.contains("x-ratelimit-limit")
              || headers.contains("via")
              || body.retryAfter() >= 0;
      return fromDiscord ? Scope.USER : Scope.ADDRESS;
    }
  }

  /// Discord's code for a token that it does not take, which some servers send without the status:
  /// <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>.
  int UNAUTHORIZED = 40001;

  static Verdict of(Route route, RestResponse response) {
    return switch (response.status()) {
      case 401 -> unauthorized(route);
      case 400, 403 ->
          ErrorBody.of(response.body()).code() == UNAUTHORIZED ? unauthorized(route) : new Final();
      case 404 -> route.isWebhook() ? new WebhookGone() : new Final();
      case 429 -> Limited.of(response);
      case 500, 502, 503, 504 -> new Failed();
      default -> isCloudflares(response.status()) ? new Failed() : new Final();
    };
  }

  /// Cloudflare, which stands before Discord, could not reach it:
  /// <https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/>.
  private static boolean isCloudflares(int status) {
    return status >= 520 && status <= 530;
  }

  /// Whether more than the head of such an answer is needed to judge it, or to send its request
  /// again.
  static boolean needsBody(Route route, int status) {
    return switch (status) {
      case 404 -> route.isWebhook();
      case 401, 429, 500, 502, 503, 504 -> true;
      default -> isCloudflares(status);
    };
  }

  private static Verdict unauthorized(Route route) {
    if (route.ownToken()) {
      return route.isWebhook() ? new WebhookGone() : new Final();
    }
    return route.template().equals("GET /users/@me") ? new TokenDead() : new TokenDoubted();
  }
}
