package dev.botswain.http;

import dev.botswain.error.ApiError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Finds the session id, or the secret of another scheme, in `Authorization`: bare, as in the
/// design, after `Bearer ` as in HTTP, or after `Bot ` as Discord's libraries send it.
public final class SessionHeader {
  private static final String BEARER = "Bearer ";
  private static final String BOT = "Bot ";

  private SessionHeader() {}

  /// @throws RequestRefusedException if there is none
  public static String read(HttpServerRequest request) {
    var id = find(request);
    if (id == null) {
      throw ApiError.MISSING_SESSION.refusal();
    }
    return id;
  }

  /// The same, or null.
  static @Nullable String find(HttpServerRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      return null;
    }
    var id = bare(header);
    return id.isEmpty() ? null : id;
  }

  /// A secret without the word before it.
  public static String bare(String header) {
    var id = header;
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      id = header.substring(BEARER.length());
    } else if (header.regionMatches(true, 0, BOT, 0, BOT.length())) {
      id = header.substring(BOT.length());
    }
    return id.strip();
  }
}
