package dev.botswain.discord.rest;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Discord's answer, unchanged.
///
/// @param body empty if there was none; decompressed
/// @param stream replaces the body, paused; only if the request asks for a stream
public record RestResponse(int status, MultiMap headers, Buffer body, @Nullable BodyStream stream) {

  /// A complete answer.
  public RestResponse(int status, MultiMap headers, Buffer body) {
    this(status, headers, body, null);
  }

  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /// The same without a bot's token and session ids.
  ///
  /// @param token null if there is none
  /// @param standIn replaces the token if that does not change an announced length
  RestResponse veiled(@Nullable String token, String standIn, Predicate<String> isSessionId) {
    headers.entries().stream()
        .filter(header ->
            token != null && containsIgnoringCase(header.getKey(), token)
                || isSecretIn(header.getValue(), token, isSessionId))
        .map(Map.Entry::getKey)
        .forEach(headers::remove);
    boolean sameLength = stream != null && headers.contains(HttpHeaders.CONTENT_LENGTH);
    var veil = new TokenVeil(token, standIn, sameLength, isSessionId);
    if (stream != null) {
      stream.through(veil);
      return this;
    }
    var safe = Buffer.buffer(veil.whole(body.getBytes()));
    if (!veil.hasReplaced()) {
      return this;
    }
    if (headers.contains(HttpHeaders.CONTENT_LENGTH)) {
      headers.set(HttpHeaders.CONTENT_LENGTH, Integer.toString(safe.length()));
    }
    return new RestResponse(status, headers, safe);
  }

  private static boolean isSecretIn(
      String value, @Nullable String token, Predicate<String> isSessionId) {
    return token != null && value.contains(token)
        || new SessionIds(isSessionId).find(value, 0, ' ', true) >= 0;
  }

  /// Names of headers are not case-sensitive.
  private static boolean containsIgnoringCase(String name, String token) {
    return name.toLowerCase(Locale.ROOT).contains(token.toLowerCase(Locale.ROOT));
  }

  /// The answer is no longer needed.
  void drop() {
    if (stream != null) {
      stream.close();
    }
  }
}
