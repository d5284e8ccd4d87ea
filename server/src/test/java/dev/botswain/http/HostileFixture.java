package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/// Bytes that no honest client sends. After each the server must still answer others.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HostileFixture {
  static final int MAX_BODY = 2048;
  static final int MAX_HEADER = 4096;

  final AtomicInteger logins = new AtomicInteger();
  TestServer server;

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

  static String get(String... headers) {
    var lines = List.of(headers);
    return "GET /api/channels HTTP/1.1\r\n"
        + String.join("\r\n", lines)
        + (lines.isEmpty() ? "" : "\r\n")
        + SESSION
        + "\r\n\r\n";
  }
}
