package dev.botswain.discord.rest;

import dev.botswain.discord.rest.RateLimitedException.Scope;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.concurrent.TimeUnit;

/// What an answer means for its request. No other code decides this.
sealed interface Verdict {

  /// The answer is the result for the caller.
  record Final() implements Verdict {}

  /// Discord failed: <https://discord.com/developers/docs/topics/opcodes-and-status-codes#http>. It
  /// may or may not have done what was requested.
  record Failed() implements Verdict {}

  /// The token is refused, or only this request is.
  record TokenDoubted() implements Verdict {}

  /// The route that returns the token's owner refuses the token.
  record TokenDead() implements Verdict {}

  /// The webhook may be gone, or its token may be wrong: the answer is 404 or 401.
  record WebhookGone() implements Verdict {}

  /// Too early.
  ///
  /// @param nanos how long to wait
  record Limited(long nanos, Scope scope) implements Verdict {
    /// The least wait; otherwise a server that says 0 would be called in a tight loop.
    private static final long LEAST = TimeUnit.MILLISECONDS.toNanos(50);

    private static final long UNSAID = TimeUnit.SECONDS.toNanos(1);
    private static final long UNSAID_BAN = TimeUnit.MINUTES.toNanos(1);

    /// Retry-After decides: exact in the body, in whole seconds in the header. On shared resources
    /// it differs from the bucket's own reset.
    static Limited of(RestResponse response) {
      var headers = response.headers();
      var body = DiscordErrorBody.of(response.body());
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

    private static Scope scope(MultiMap headers, DiscordErrorBody body) {
      var name = headers.get("x-ratelimit-scope");
      if (body.global() || "global".equals(name) || headers.contains("x-ratelimit-global")) {
        return Scope.GLOBAL;
      }
      if ("shared".equals(name)) {
        return Scope.SHARED;
      }
      // Cloudflare, which is in front of Discord, answers a banned address itself: with a page
      // instead of JSON, and without a sign that it forwarded the request.
      var fromDiscord =
          name != null
              || headers.contains("x-ratelimit-limit")
              || headers.contains("via")
              || body.retryAfter() >= 0;
      return fromDiscord ? Scope.USER : Scope.ADDRESS;
    }
  }

  /// Discord's code for a token that it does not accept, which some servers send without the
  /// status: <https://docs.discord.com/developers/topics/opcodes-and-status-codes#json>.
  int UNAUTHORIZED = 40001;

  static Verdict of(Route route, RestResponse response) {
    return switch (response.status()) {
      case 401 -> unauthorized(route);
      case 400, 403 ->
          DiscordErrorBody.of(response.body()).code() == UNAUTHORIZED
              ? unauthorized(route)
              : new Final();
      case 404 -> route.isWebhook() ? new WebhookGone() : new Final();
      case 429 -> Limited.of(response);
      case 500, 502, 503, 504 -> new Failed();
      default -> isCloudflares(response.status()) ? new Failed() : new Final();
    };
  }

  /// Cloudflare, which is in front of Discord, could not reach it:
  /// <https://developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors/>.
  private static boolean isCloudflares(int status) {
    return status >= 520 && status <= 530;
  }

  /// Whether judging such an answer, or sending its request again, needs more than the answer's
  /// head.
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
