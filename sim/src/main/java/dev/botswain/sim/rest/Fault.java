package dev.botswain.sim.rest;

import dev.botswain.sim.http.PathTree;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A fault for the next calls of a route.
///
/// @param method a method, or `*`
/// @param path the path as in Discord's documentation, with or without `/api/v10`; a segment that
///   is `*` or in braces matches any value
/// @param status the status to answer with; 0 lets the call pass after the delay, [#DROP] closes
///   the connection
/// @param times how many calls it affects
/// @param body the body to answer with; the default is Discord's for that status
/// @param delayMillis how long the answer takes
public record Fault(
    String method,
    String path,
    int status,
    int times,
    @Nullable Buffer body,
    Map<String, String> headers,
    long delayMillis) {
  /// The status of a fault that closes the connection without an answer.
  public static final int DROP = -1;

  /// A fault of every call, to be imposed with [Conditions].
  ///
  /// @param status as of other faults
  public static Fault always(int status, Map<String, String> headers, long delayMillis) {
    return new Fault("*", "*", status, Integer.MAX_VALUE, null, headers, delayMillis);
  }

  /// The same with another delay.
  Fault delayed(long millis) {
    return new Fault(method, path, status, times, body, headers, millis);
  }

  boolean meets(String calledMethod, List<String> called) {
    if (!method.equals("*") && !method.equals(calledMethod)) {
      return false;
    }
    List<String> wanted = PathTree.segments(Rest.withoutVersion(path));
    if (wanted.size() != called.size()) {
      return false;
    }
    for (int i = 0; i < wanted.size(); i++) {
      String segment = wanted.get(i);
      if (!segment.equals("*") && !PathTree.isVariable(segment) && !segment.equals(called.get(i))) {
        return false;
      }
    }
    return true;
  }

  /// Its answer.
  Answer answer() {
    Answer usual =
        status == 429
            ? RateLimits.tooMany(
                retryAfterMillis(), headers.containsKey("X-RateLimit-Global"), headers)
            : Answer.error(status, status + ": " + sentence(status));
    var all = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
    all.putAll(usual.headers());
    all.putAll(headers);
    return new Answer(status, all, status == 204 ? null : body == null ? usual.body() : body);
  }

  private long retryAfterMillis() {
    String seconds = headers.getOrDefault("Retry-After", "1");
    try {
      return (long) (Double.parseDouble(seconds) * 1_000);
    } catch (NumberFormatException e) {
      return 1_000;
    }
  }

  private static String sentence(int status) {
    return HttpResponseStatus.valueOf(status).reasonPhrase();
  }
}
