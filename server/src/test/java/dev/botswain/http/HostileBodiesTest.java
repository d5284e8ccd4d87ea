package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Bodies that are wrong, too long or never end.
class HostileBodiesTest extends HostileFixture {
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
}
