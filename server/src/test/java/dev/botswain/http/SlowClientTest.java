package dev.botswain.http;

import static dev.botswain.http.TestServer.SESSION;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Clients that take their time.
class SlowClientTest {
  @Test
  void connection_withoutRequest_isClosed() {
    try (var server = new TestServer().set("REQUEST_TIMEOUT", "100ms").start();
        var wire = server.connect()) {
      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void head_trickling_isClosed() throws Exception {
    try (var server = new TestServer().set("REQUEST_TIMEOUT", "200ms").start();
        var wire = server.connect()) {
      wire.send("GET / HTTP/1.1\r\n");
      var trickle = trickle(wire, "X: y\r\n");

      assertThat(wire.isClosed()).isTrue();
      trickle.join();
    }
  }

  @Test
  void body_trickling_is408AndClosed() throws Exception {
    try (var server = new TestServer().set("REQUEST_TIMEOUT", "200ms").start();
        var wire = server.connect()) {
      wire.send("POST /api/auth/login HTTP/1.1\r\nHost: a\r\nContent-Length: 4000\r\n\r\n");
      var trickle = trickle(wire, " ");

      var response = wire.read();
      assertThat(response.status()).isEqualTo(408);
      assertThat(response.code()).isEqualTo("slow_request");
      assertThat(wire.isClosed()).isTrue();
      trickle.join();
    }
  }

  @Test
  void connection_idleAfterAnswer_isClosed() {
    try (var server = new TestServer().set("HTTP_IDLE_TIMEOUT", "1s").start();
        var wire = server.connect()) {
      assertThat(wire.get("/api/channels", SESSION).status()).isEqualTo(200);

      assertThat(wire.isClosed()).isTrue();
    }
  }

  /// Requests whose answers are not read must not pile up here: their number is bounded by what the
  /// sockets hold, not by what the client sends.
  @Test
  void answers_unread_stopFurtherRequests() throws Exception {
    var served = new AtomicInteger();
    var big = Answer.json(Buffer.buffer(new byte[256 * 1024]));
    try (var server =
            new TestServer()
                .with(
                    "listChannels",
                    Operation.fromMemory(_ -> {
                      served.incrementAndGet();
                      return big;
                    }))
                .start();
        var wire = server.connect()) {
      var request = "GET /api/channels HTTP/1.1\r\nHost: a\r\n" + SESSION + "\r\n\r\n";
      int sent = 500;
      wire.send(request.repeat(sent));
      // Everything that the server serves unread, it has served before it answers this.
      assertThat(server.get("/api/guilds", SESSION).status()).isEqualTo(200);
      assertThat(served.get()).isLessThan(sent / 2);

      for (int i = 0; i < sent; i++) {
        assertThat(wire.read().bytes()).hasSize(256 * 1024);
      }
      assertThat(served.get()).isEqualTo(sent);
    }
  }

  /// Even if it continues to send.
  @Test
  void answers_unreadForLong_areGivenUp() throws Exception {
    var big = Answer.json(Buffer.buffer(new byte[16 << 20]));
    try (var server =
            new TestServer()
                .set("HTTP_IDLE_TIMEOUT", "1s")
                .with("listChannels", Operation.fromMemory(_ -> big))
                .start();
        var wire = server.connect()) {
      wire.send("GET /api/channels HTTP/1.1\r\nHost: a\r\n" + SESSION + "\r\n\r\n");

      assertThat(trickle(wire, "\r\n").join(Duration.ofSeconds(10))).isTrue();
    }
  }

  /// Sends a little repeatedly until the peer closes; never idle, never done.
  private static Thread trickle(Wire wire, String bytes) {
    return Thread.ofVirtual()
        .start(() -> {
          try {
            for (int i = 0; i < 10_000; i++) {
              wire.send(bytes);
              java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            }
          } catch (java.io.UncheckedIOException hungUp) {
            // expected
          }
        });
  }
}
