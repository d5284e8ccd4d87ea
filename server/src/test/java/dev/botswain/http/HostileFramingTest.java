package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Requests whose line, headers or framing are wrong.
class HostileFramingTest extends HostileFixture {
  /// Two readers may disagree about the end of a request: RFC 9112, 11.2.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "Content-Length: +5\r\n\r\nhello",
        "Content-Length: -1\r\n\r\n",
        "Content-Length: 5, 6\r\n\r\nhello",
        "Content-Length: 0x5\r\n\r\nhello",
        "Content-Length: 99999999999999999999\r\n\r\n",
        "Transfer-Encoding: identity\r\nContent-Length: 5\r\n\r\nhello",
        "Transfer-Encoding: xchunked\r\nContent-Length: 5\r\n\r\nhello",
        "Transfer-Encoding: chunked, identity\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding\u000b: chunked\r\n\r\n0\r\n\r\n",
        "Content Length: 5\r\n\r\nhello",
        "X: a\u0000b\r\n\r\n"
      })
  void framing_ambiguous_is400AndClosed(String rest) {
    int before = logins.get();
    try (var wire = server.connect()) {
      var response =
          wire.send(
                  "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                      + rest)
              .read();

      assertThat(response.status()).isEqualTo(400);
      assertThat(response.code()).isEqualTo("malformed_request");
      assertThat(wire.isClosed()).isTrue();
      assertThat(logins.get()).isEqualTo(before);
    }
  }

  /// RFC 9112, 6.3 lets a server refuse such a request; what follows must not be parsed as another.
  @Test
  void framing_bothLengthAndChunks_isRefusedAndSmugglesNothing() {
    int before = logins.get();
    try (var wire = server.connect()) {
      wire.send(
          "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
              + "d\r\n{\"token\":\"t\"}\r\n0\r\n\r\n"
              + get("Host: a"));

      assertThat(wire.read().status()).isEqualTo(400);
      assertThat(wire.isClosed()).isTrue();
      assertThat(logins.get()).isEqualTo(before);
    }
  }

  /// RFC 9112, 7.1.1: a recipient must ignore unknown chunk extensions.
  @ParameterizedTest
  @ValueSource(strings = {"d;a=b", "d;a=\"b c\"", "D ; a", "0d;signature=0123456789abcdef"})
  void framing_chunkExtension_isIgnored(String size) {
    try (var wire = server.connect()) {
      wire.send(
          "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n"
              + size
              + "\r\n{\"token\":\"t\"}\r\n0;last\r\n\r\n");

      assertThat(wire.read().status()).isEqualTo(200);
    }
  }

  @Test
  void framing_brokenChunk_isClosed() {
    int before = logins.get();
    try (var wire = server.connect()) {
      wire.send(
          "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n");

      assertThat(wire.isClosed()).isTrue();
      assertThat(logins.get()).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: a\r\nHost: b",
        "Host: a\r\nHost: a",
        "Host:",
        "Host: a b",
        "Host: evil/path",
        "Host: user@evil",
        "X-No-Host: 1"
      })
  void host_notOne_is400(String headers) {
    try (var wire = server.connect()) {
      var response = wire.send(get(headers)).read();

      assertThat(response.status()).isEqualTo(400);
      assertThat(response.code()).isEqualTo("malformed_request");
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void host_http10_needsNone() {
    try (var wire = server.connect()) {
      wire.send("GET /api/channels HTTP/1.0\r\n" + SESSION + "\r\n\r\n");

      assertThat(wire.read().status()).isEqualTo(200);
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "hello\r\n\r\n",
        "GET\r\n\r\n",
        "GET /api/channels\r\n\r\n",
        "G\u0001T / HTTP/1.1\r\nHost: a\r\n\r\n"
      })
  void line_notHttp_is400OrClosed(String bytes) {
    try (var wire = server.connect()) {
      assertThat(wire.send(bytes).read().status()).isEqualTo(400);
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void line_tooLong_is414() {
    try (var wire = server.connect()) {
      var response =
          wire.send("GET /" + "a".repeat(MAX_HEADER) + " HTTP/1.1\r\nHost: a\r\n\r\n").read();

      assertThat(response.status()).isEqualTo(414);
      assertThat(response.code()).isEqualTo("uri_too_long");
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void headers_tooMany_is431() {
    try (var wire = server.connect()) {
      var response = wire.send(get("Host: a", "X: y\r\n".repeat(2000) + "Z: z")).read();

      assertThat(response.status()).isEqualTo(431);
      assertThat(response.code()).isEqualTo("headers_too_large");
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/api/%zz", "/api/%", "/api/%00", "/api/%ff%fe"})
  void path_brokenEncoding_is400(String path) {
    var response = server.get(path);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.error()).isEqualTo("the path must be percent-encoded UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/../../etc/passwd", "/docs/../api/session", "/%2e%2e/", "/docs/%2e%2e/docs.html"})
  void path_climbing_is404(String path) {
    assertThat(server.get(path).status()).isEqualTo(404);
  }

  @Test
  void target_absolute_isReadByItsPath() {
    try (var wire = server.connect()) {
      wire.send("GET http://elsewhere/api/channels HTTP/1.1\r\nHost: a\r\n" + SESSION + "\r\n\r\n");

      assertThat(wire.read().status()).isEqualTo(200);
    }
  }

  @Test
  void requests_pipelined_areAnsweredInOrder() {
    try (var wire = server.connect()) {
      wire.send(
          get("Host: a", "X-Request-ID: one")
              + "GET /nowhere HTTP/1.1\r\nHost: a\r\n\r\n"
              + get("Host: a", "X-Request-ID: three"));

      assertThat(wire.read().header("X-Request-ID")).isEqualTo("one");
      assertThat(wire.read().status()).isEqualTo(404);
      assertThat(wire.read().header("X-Request-ID")).isEqualTo("three");
    }
  }

  @Test
  void query_longAndManyNames_is400() {
    var response = server.get("/api/messages?channelId=1&" + "a".repeat(500) + "=1", SESSION);

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.field()).hasSize(65).endsWith("…");
    assertThat(response.text().getBytes(UTF_8)).hasSizeLessThan(600);
  }
}
