package dev.botswain.http;

import dev.botswain.error.ApiError;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/// Refuses what two readers of HTTP could understand differently (RFC 9112): a proxy that disagrees
/// about where a request ends can be made to smuggle a second one past itself.
final class Soundness {
  private Soundness() {}

  /// @throws RequestRefusedException if the request is not sound
  static void check(Exchange exchange) {
    var request = exchange.request();
    var headers = request.headers();
    var coding = headers.get(HttpHeaders.TRANSFER_ENCODING);
    if (coding != null) {
      // The decoder dropped a Content-Length beside it; RFC 9112, 6.1 requires the connection to be
      // closed after such a request, which makes it harmless.
      exchange.carrier().last();
      if (!coding.equalsIgnoreCase("chunked")
          || headers.getAll(HttpHeaders.TRANSFER_ENCODING).size() > 1
          || headers.contains(HttpHeaders.CONTENT_LENGTH)
          || request.version() == HttpVersion.HTTP_1_0) {
        throw ApiError.MALFORMED_REQUEST.because("the Transfer-Encoding must be chunked, alone");
      }
    }
    var host = headers.get(HttpHeaders.HOST);
    if (host == null ? request.version() != HttpVersion.HTTP_1_0 : !isHost(request, host)) {
      exchange.carrier().last();
      throw ApiError.MALFORMED_REQUEST.because("there must be one Host header with a valid host");
    }
    var expectation = headers.get(HttpHeaders.EXPECT);
    if (expectation != null && !expectation.equalsIgnoreCase("100-continue")) {
      throw ApiError.EXPECTATION_FAILED.refusal();
    }
    if (exchange.body() != null
        && !exchange.account().isMounted()
        && headers.contains(HttpHeaders.CONTENT_ENCODING)) {
      throw ApiError.UNSUPPORTED_MEDIA_TYPE.because("the body must not be compressed");
    }
    var id = headers.get(RequestIds.HEADER);
    if (id != null && !RequestIds.isValid(id)) {
      throw RequestRefusedException.field(
          RequestIds.HEADER.toString(), "must be 1 to 128 printable ASCII characters");
    }
  }

  /// One host, with valid characters for a host and port.
  private static boolean isHost(HttpServerRequest request, String host) {
    if (host.isEmpty()) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
      if (!letterOrDigit && "-._:[]".indexOf(c) < 0) {
        return false;
      }
    }
    return request.headers().getAll(HttpHeaders.HOST).size() == 1;
  }
}
