package dev.botswain.http;

import dev.botswain.error.ApiError;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// Finds the session id in `Authorization`: bare, as in the design, after `Bearer ` as in HTTP, or
/// after `Bot ` as Discord's libraries send it.
public final class SessionHeader {
  private static final String BEARER = "Bearer ";
  private static final String BOT = "Bot ";

  private SessionHeader() {}

  /// @throws RequestRefusedException if there is none
  public static String read(HttpServerRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    if (header == null) {
      throw ApiError.MISSING_SESSION.refusal();
    }
    var id = header;
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      id = header.substring(BEARER.length());
    } else if (header.regionMatches(true, 0, BOT, 0, BOT.length())) {
      id = header.substring(BOT.length());
    }
    id = id.strip();
    if (id.isEmpty()) {
      throw ApiError.MISSING_SESSION.refusal();
    }
    return id;
  }
}
