package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bytes that no honest client sends. After each the server must still answer others.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileTest {
  private static final int MAX_BODY = 2048;
  private static final int MAX_HEADER = 4096;

  private final AtomicInteger logins = new AtomicInteger();
  private TestServer server;

  @BeforeAll
  void start() {
    server =
        new TestServer()
            .set("MAX_BODY", Integer.toString(MAX_BODY))
            .set("MAX_HEADER", Integer.toString(MAX_HEADER))
            .with(
                "login",
                _ -> {
                  logins.incrementAndGet();
                  return Answer.json(Buffer.buffer("{}"));
                })
            .start();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @AfterEach
  void others_afterwards_areServed() {
    assertThat(server.get("/api/channels", SESSION).status()).isEqualTo(200);
  }

  private static byte[] login(byte[] body) {
    var head =
        "POST /api/auth/login HTTP/1.1\r\n"
            + "Host: a\r\n"
            + "Content-Type: application/json\r\n"
            + "Content-Length: "
            + body.length
            + "\r\n\r\n";
    return Buffer.buffer(head).appendBytes(body).getBytes();
  }

  private static String get(String... headers) {
    var lines = List.of(headers);
    return "GET /api/channels HTTP/1.1\r\n"
        + String.join("\r\n", lines)
        + (lines.isEmpty() ? "" : "\r\n")
        + SESSION
        + "\r\n\r\n";
  }

  @Test
  void body_notUtf8_is400() {
    for (var bytes :
        List.of(
            new byte[] {'"', (byte) 0xff, '"'},
            new byte[] {'"', (byte) 0xc0, (byte) 0x80, '"'},
            new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
            "\ufeff{}".getBytes(java.nio.charset.StandardCharsets.UTF_16LE))) {
      try (var wire = server.connect()) {
        var response = wire.send(login(bytes)).read();

        assertThat(response.status()).isEqualTo(400);
        assertThat(response.field()).isEqualTo("body");
        assertThat(response.error()).isEqualTo("body must be in UTF-8");
      }
    }
  }

  @Test
  void body_tooDeep_is400() {
    for (var body : List.of("[".repeat(1000), "{\"a\":".repeat(200) + "1" + "}".repeat(200))) {
      var response = server.post("/api/auth/login", body);

      assertThat(response.status()).isEqualTo(400);
      assertThat(response.error()).startsWith("body must be JSON with at most 32 levels");
    }
  }

  @Test
  void body_absurdNumber_is400() {
    var response = server.post("/api/auth/login", "{\"token\":" + "9".repeat(1500) + "}");

    assertThat(response.status()).isEqualTo(400);
    assertThat(response.error()).startsWith("body must be JSON with at most 32 levels");
  }

  @Test
  void body_longerThanAllowed_is413BeforeItComes() {
    try (var wire = server.connect()) {
      var response =
          wire.send(
                  "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                      + "Content-Length: 99999999999\r\n\r\n")
              .read();

      assertThat(response.status()).isEqualTo(413);
      assertThat(response.code()).isEqualTo("body_too_large");
      assertThat(response.header("Connection")).isEqualToIgnoringCase("close");
    }
  }

  @Test
  void body_chunkedPastTheLimit_is413AndClosed() {
    try (var wire = server.connect()) {
      wire.send(
          "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Transfer-Encoding: chunked\r\n\r\n");
      for (int i = 0; i < 5; i++) {
        wire.send("200\r\n" + " ".repeat(0x200) + "\r\n");
      }
      assertThat(wire.read().status()).isEqualTo(413);

      wire.send("0\r\n\r\n");
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void body_refusedUnread_isDroppedThenClosed() {
    try (var wire = server.connect()) {
      wire.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n");
      assertThat(wire.read().status()).isEqualTo(404);

      wire.send("x".repeat(1000));
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void body_refusedAndEndless_isCutOff() {
    try (var wire = server.connect()) {
      wire.send("POST /nowhere HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999\r\n\r\n");
      assertThat(wire.read().status()).isEqualTo(404);

      wire.send("x".repeat(MAX_BODY + 1));
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void body_chunked_isReadAndConnectionClosed() {
    int before = logins.get();
    try (var wire = server.connect()) {
      var response =
          wire.send(
                  "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                      + "Transfer-Encoding: chunked\r\n\r\nd\r\n{\"token\":\"t\"}\r\n0\r\n\r\n")
              .read();

      assertThat(response.status()).isEqualTo(200);
      assertThat(logins.get()).isEqualTo(before + 1);
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void expect_continue_isAnsweredBeforeTheBody() {
    try (var wire = server.connect()) {
      wire.send(
          "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Content-Length: 13\r\nExpect: 100-continue\r\n\r\n");
      assertThat(wire.read().status()).isEqualTo(100);
      assertThat(wire.send("{\"token\":\"t\"}").read().status()).isEqualTo(200);
    }
  }

  @Test
  void expect_continueWithTooMuch_isRefusedInstead() {
    try (var wire = server.connect()) {
      wire.send(
          "POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
              + "Content-Length: 99999\r\nExpect: 100-continue\r\n\r\n");
      assertThat(wire.read().status()).isEqualTo(413);
    }
  }

  @Test
  void expect_anythingElse_is417() {
    try (var wire = server.connect()) {
      assertThat(wire.send(get("Host: a", "Expect: wonders")).read().status()).isEqualTo(417);
    }
  }

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
