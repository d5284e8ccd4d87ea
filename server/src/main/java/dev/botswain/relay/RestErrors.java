package dev.botswain.relay;

import dev.botswain.discord.rest.RateLimitedException;
import dev.botswain.discord.rest.RateLimitedException.Scope;
import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import dev.botswain.http.Answer;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Our errors in Discord's form: <https://discord.com/developers/docs/reference#error-messages>.
public final class RestErrors {
  /// Libraries attribute a 429 without it to Cloudflare, and back off for long.
  private static final String VIA = "1.1 botswain";

  private RestErrors() {}

  /// `{"message": "401: Unauthorized", "code": 0}`, Discord's form for an error without a code of
  /// its own. It also names problems that only this server can know.
  public static Answer of(RequestRefusedException refusal) {
    int status = refusal.error().status();
    if (refusal.error() == ApiError.RATE_LIMITED) {
      return limited(retryAfter(refusal), Scope.GLOBAL);
    }
    var name = HttpResponseStatus.valueOf(status).reasonPhrase();
    var message = status + ": " + name;
    if (refusal.error() == ApiError.INVALID_REQUEST) {
      message += ": " + refusal.getMessage();
    }
    var answer = Answer.json(new Message(message, 0)).status(status).with("Via", VIA);
    var headers = refusal.headers();
    for (int i = 0; i < headers.size(); i += 2) {
      answer = answer.with(headers.get(i), headers.get(i + 1));
    }
    return answer;
  }

  /// A 429 as Discord would send it, for a request that was not sent because of what is known about
  /// the limits: <https://discord.com/developers/docs/topics/rate-limits#exceeding-a-rate-limit>.
  public static Answer limited(RateLimitedException refusal, Clock clock) {
    var seconds = Math.ceilDiv(refusal.retryAfter().toNanos(), 1_000_000) / 1e3;
    var answer = limited(seconds, refusal.scope());
    return switch (refusal.scope()) {
      case GLOBAL, ADDRESS -> answer;
      case USER, SHARED -> {
        if (refusal.limit().isPresent()) {
          answer = answer.with("X-RateLimit-Limit", Integer.toString(refusal.limit().getAsInt()));
        }
        if (refusal.bucket().isPresent()) {
          answer = answer.with("X-RateLimit-Bucket", refusal.bucket().get());
        }
        yield answer
            .with("X-RateLimit-Remaining", "0")
            .with("X-RateLimit-Reset", decimal(clock.millis() / 1e3 + seconds))
            .with("X-RateLimit-Reset-After", decimal(seconds));
      }
    };
  }

  private static Answer limited(double seconds, Scope scope) {
    var global = scope == Scope.GLOBAL || scope == Scope.ADDRESS;
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "message",
        scope == Scope.SHARED
            ? "The resource is being rate limited."
            : "You are being rate limited.");
    body.put("retry_after", seconds);
    body.put("global", global);
    var answer =
        Answer.json(body)
            .status(429)
            .with("Via", VIA)
            .with("Retry-After", Long.toString((long) Math.ceil(seconds)))
            .with("X-RateLimit-Scope", global ? "global" : scope.name().toLowerCase(Locale.ROOT));
    return global ? answer.with("X-RateLimit-Global", "true") : answer;
  }

  private static String decimal(double number) {
    return String.format(Locale.ROOT, "%.3f", number);
  }

  private static double retryAfter(RequestRefusedException refusal) {
    int at = refusal.headers().indexOf("Retry-After");
    return at < 0 ? 1 : Double.parseDouble(refusal.headers().get(at + 1));
  }

  private record Message(String message, int code) {}
}
