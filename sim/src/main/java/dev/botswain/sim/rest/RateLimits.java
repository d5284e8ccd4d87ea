package dev.botswain.sim.rest;

import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// Discord's rate limits: per bucket and its major parameters, and in total ([Rate
/// Limits](https://discord.com/developers/docs/topics/rate-limits)).
///
/// A window opens with the first call and lasts its full time. A call that a bucket refuses still
/// counts towards the global limit.
final class RateLimits {
  private static final long GLOBAL_MILLIS = 1_000;
  private static final int SWEEP_FROM = 10_000;

  private final Clock clock;
  private final int globalPerSecond;
  private final Map<String, Window> windows = new HashMap<>();
  private final RefusedCalls refused = new RefusedCalls();
  private int sweepAt = SWEEP_FROM;

  private static final class Window {
    long endsAt;
    int used;
  }

  /// The decision about a call: headers to send, and the refusal if it is over a limit.
  sealed interface Verdict {
    /// The call may proceed.
    record Allowed(Map<String, String> headers) implements Verdict {}

    /// The call is answered with 429.
    record Limited(Answer answer) implements Verdict {}
  }

  RateLimits(Clock clock, int globalPerSecond) {
    this.clock = clock;
    this.globalPerSecond = globalPerSecond;
  }

  /// The calls over a limit.
  RefusedCalls refused() {
    return refused;
  }

  /// Counts a call.
  ///
  /// @param caller a bot's id, or an address
  Verdict count(String caller, Router.Match match) {
    long now = clock.millis();
    Route route = match.route();
    if (route.access() != Access.TOKEN_IN_PATH) {
      Window global = window(caller, now, GLOBAL_MILLIS);
      if (global.used >= globalPerSecond) {
        refused.add(caller, RefusedCalls.GLOBAL, "");
        return new Verdict.Limited(
            tooMany(
                global.endsAt - now,
                true,
                Map.of("X-RateLimit-Global", "true", "X-RateLimit-Scope", "global")));
      }
      global.used++;
    }
    Bucket bucket = route.bucket();
    if (bucket == Bucket.NONE) {
      return new Verdict.Allowed(Map.of());
    }
    String majors = route.majors(match.values());
    Window window = window(caller + " " + route.bucketHash() + " " + majors, now, bucket.millis());
    boolean allowed = window.used < bucket.limit();
    if (allowed) {
      window.used++;
    }
    var headers = new LinkedHashMap<String, String>();
    headers.put("X-RateLimit-Limit", Integer.toString(bucket.limit()));
    headers.put("X-RateLimit-Remaining", Integer.toString(bucket.limit() - window.used));
    headers.put("X-RateLimit-Reset", seconds(window.endsAt));
    headers.put("X-RateLimit-Reset-After", seconds(window.endsAt - now));
    headers.put("X-RateLimit-Bucket", route.bucketHash());
    if (allowed) {
      return new Verdict.Allowed(headers);
    }
    refused.add(caller, route.bucketHash(), majors);
    headers.put("X-RateLimit-Scope", "user");
    return new Verdict.Limited(tooMany(window.endsAt - now, false, headers));
  }

  /// Discord's answer to a call over a limit.
  static Answer tooMany(long waitMillis, boolean global, Map<String, String> headers) {
    Answer answer =
        Answer.json(
            429,
            json -> {
              json.writeStartObject();
              json.writeStringField("message", "You are being rate limited.");
              json.writeNumberField("retry_after", waitMillis / 1000.0);
              json.writeBooleanField("global", global);
              json.writeEndObject();
            });
    var all = new LinkedHashMap<>(answer.headers());
    all.putAll(headers);
    all.put("Retry-After", Long.toString(Math.ceilDiv(waitMillis, 1_000)));
    return new Answer(429, all, answer.body());
  }

  private Window window(String key, long now, long millis) {
    sweep(now);
    Window window = windows.computeIfAbsent(key, none -> new Window());
    if (window.endsAt <= now) {
      window.endsAt = now + millis;
      window.used = 0;
    }
    return window;
  }

  /// Removes windows that have ended, if there are many; it checks again only when half of the
  /// remaining ones are new.
  private void sweep(long now) {
    if (windows.size() >= sweepAt) {
      windows.values().removeIf(window -> window.endsAt <= now);
      sweepAt = Math.max(SWEEP_FROM, 2 * windows.size());
    }
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%d.%03d", millis / 1_000, millis % 1_000);
  }
}
