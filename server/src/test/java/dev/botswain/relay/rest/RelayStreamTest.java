package dev.botswain.relay.rest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.botswain.testing.Botswain;
import dev.botswain.testing.ScriptedUpstream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Long bodies in both directions, with a peer that is slow, or disconnects.
@Timeout(60)
class RelayStreamTest {
  private static final int PIECE = 64 << 10;
  private static final long SOCKETS_HOLD = 24 << 20;

  private ScriptedUpstream discord;
  private String session;

  @BeforeEach
  void start() {
    discord = new ScriptedUpstream(Map.of("BOTSWAIN_REQUEST_TIMEOUT", "1s"));
    session = discord.botswain().session(Botswain.TOKEN);
  }

  @AfterEach
  void stop() {
    discord.close();
  }

  private Socket send(String line, String... headers) throws IOException {
    var url = URI.create(discord.botswain().url());
    var socket = new Socket(url.getHost(), url.getPort());
    socket.setSoTimeout(20_000);
    var head =
        new StringBuilder(line + " HTTP/1.1\r\nHost: a\r\nAuthorization: " + session + "\r\n");
    for (var header : headers) {
      head.append(header).append("\r\n");
    }
    socket.getOutputStream().write((head + "\r\n").getBytes(ISO_8859_1));
    return socket;
  }

  private Socket upload(long length) throws IOException {
    return send("POST /api/v10/channels/1/messages", "Content-Length: " + length);
  }

  /// Writes until the peer accepts no more; returns how much that was.
  private static AtomicLong pour(Socket socket, long bytes) {
    var written = new AtomicLong();
    Thread.ofVirtual()
        .start(() -> {
          try {
            while (written.get() < bytes) {
              socket.getOutputStream().write(new byte[PIECE]);
              written.addAndGet(PIECE);
            }
          } catch (IOException closed) {
            // The test is over.
          }
        });
    return written;
  }

  private static void assertStalls(AtomicLong bytes) {
    var before = new AtomicLong(-1);
    await()
        .pollInterval(Duration.ofMillis(300))
        .atMost(Duration.ofSeconds(10))
        .until(() -> before.getAndSet(bytes.get()) == bytes.get() && bytes.get() > 0);
    assertThat(bytes.get()).isLessThan(SOCKETS_HOLD);
  }

  /// What arrives until the connection ends, even by a reset, which a client that is still sending
  /// gets when the server closes.
  private static String readAll(Socket socket) throws IOException {
    var came = new ByteArrayOutputStream();
    try {
      socket.getInputStream().transferTo(came);
    } catch (SocketException reset) {
      // That was all.
    }
    return came.toString(ISO_8859_1);
  }

  @Test
  void upload_discordDoesNotRead_callerIsHeldUp() throws Exception {
    discord.script(HttpServerRequest::pause);
    try (var socket = upload(200L << 20)) {
      assertStalls(pour(socket, 200L << 20));
    }
    discord.next().resume();
  }

  @Test
  void upload_turnNotCome_callerIsHeldUpThenRead() throws Exception {
    discord.script(request ->
        request
            .response()
            .putHeader("X-RateLimit-Limit", "1")
            .putHeader("X-RateLimit-Remaining", "0")
            .putHeader("X-RateLimit-Reset", "100")
            .putHeader("X-RateLimit-Reset-After", "2")
            .end());
    try (var first = upload(1)) {
      first.getOutputStream().write('x');
      discord.next();
      var length = 40L << 20;
      var received = new CompletableFuture<Integer>();
      discord.script(request ->
          request
              .body()
              .onSuccess(body -> {
                received.complete(body.length());
                request.response().end();
              }));
      try (var second = upload(length)) {
        var written = pour(second, length);
        assertStalls(written);
        assertThat(discord.unseen()).isZero();

        assertThat(received.get(20, TimeUnit.SECONDS)).isEqualTo(length);
      }
    }
  }

  @Test
  void upload_callerGoesAway_discordGetsNoWholeRequest() throws Exception {
    var broken = new CompletableFuture<Throwable>();
    discord.script(request -> {
      request.exceptionHandler(broken::complete);
      request.endHandler(_ -> broken.completeExceptionally(new AssertionError("it ended")));
    });
    for (var framing : new String[] {"Content-Length: 200000", "Transfer-Encoding: chunked"}) {
      var socket = send("POST /api/v10/channels/1/messages", framing);
      var piece = framing.endsWith("d") ? "5\r\nhello\r\n" : "hello";
      socket.getOutputStream().write(piece.getBytes(ISO_8859_1));
      discord.next();
      socket.close();

      assertThat(broken.get(10, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void upload_trickling_is408AndGivenUp() throws Exception {
    var broken = new CompletableFuture<Throwable>();
    discord.script(request -> request.exceptionHandler(broken::complete));
    try (var socket = upload(1 << 20)) {
      var trickle =
          Thread.ofVirtual()
              .start(() -> {
                try {
                  while (true) {
                    socket.getOutputStream().write('x');
                    LockSupport.parkNanos(20_000_000);
                  }
                } catch (IOException hungUp) {
                  // expected
                }
              });

      assertThat(readAll(socket))
          .contains(" 408 ", "{\"message\":\"408: Request Timeout\",\"code\":0}");
      assertThat(broken.get(10, TimeUnit.SECONDS)).isNotNull();
      trickle.join();
    }
  }

  @Test
  void upload_refusedBeforeItsEnd_callerIsTold() throws Exception {
    discord.script(request -> {
      request.pause();
      request.response().setStatusCode(413).end("too large");
    });
    try (var socket = upload(4 << 20)) {
      socket.getOutputStream().write(new byte[PIECE]);

      assertThat(readAll(socket)).contains(" 413 ").endsWith("too large");
    }
  }

  @Test
  void upload_limitedByDiscord_answerIsHandedOn() throws Exception {
    discord.script(request ->
        request
            .body()
            .onSuccess(_ ->
                request
                    .response()
                    .setStatusCode(429)
                    .putHeader("Retry-After", "1")
                    .putHeader("X-RateLimit-Scope", "user")
                    .end("{\"retry_after\": 0.5}")));
    try (var socket =
        send("POST /api/v10/channels/1/messages", "Content-Length: 100000", "Connection: close")) {
      socket.getOutputStream().write(new byte[100_000]);

      assertThat(readAll(socket))
          .contains(" 429 ", "Retry-After: 1")
          .endsWith("{\"retry_after\": 0.5}");
    }
    discord.next();
    assertThat(discord.unseen()).isZero();
  }

  @Test
  void upload_expectingContinue_isToldWhenItsTurnHasCome() throws Exception {
    discord.script(request -> request.body().onSuccess(body -> request.response().end(body)));
    try (var socket =
        send(
            "POST /api/v10/channels/1/messages",
            "Content-Length: 100000",
            "Expect: 100-continue",
            "Connection: close")) {
      var line = new String(socket.getInputStream().readNBytes(25), ISO_8859_1);
      assertThat(line).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

      socket.getOutputStream().write(new byte[100_000]);
      assertThat(readAll(socket)).contains(" 200 ");
      assertThat(discord.next().headers().contains("Expect")).isFalse();
    }
  }

  @Test
  void download_callerDoesNotRead_discordIsHeldUpAndClosed() throws Exception {
    var written = new AtomicLong();
    var closed = new CompletableFuture<Void>();
    discord.script(request -> {
      request.response().closeHandler(_ -> closed.complete(null));
      fill(request.response().setChunked(true), written);
    });
    try (var socket = send("GET /api/v10/guilds/1/members")) {
      discord.next();
      assertStalls(written);
      assertThat(socket.isConnected()).isTrue();
    }
    closed.get(10, TimeUnit.SECONDS);
  }

  private static void fill(HttpServerResponse response, AtomicLong written) {
    while (!response.writeQueueFull() && !response.closed()) {
      response.write(Buffer.buffer(new byte[PIECE]));
      written.addAndGet(PIECE);
    }
    if (!response.closed()) {
      response.drainHandler(_ -> fill(response, written));
    }
  }

  @Test
  void download_discordBreaksOff_callerSeesNoWholeAnswer() throws Exception {
    discord.script(request -> {
      request.response().setChunked(true);
      request.response().write("half of it").onComplete(_ -> request.connection().close());
    });
    try (var socket = send("GET /api/v10/guilds/1/members", "Connection: close")) {
      var answer = readAll(socket);
      // How far it came depends on when the end of the connection is noticed.
      assertThat(answer)
          .satisfiesAnyOf(
              it -> assertThat(it).contains(" 200 ").doesNotEndWith("0\r\n\r\n"),
              it -> assertThat(it).contains(" 502 "),
              it -> assertThat(it).isEmpty());
    }
  }

  @Test
  void discord_notThere_is502AsDiscordSaysIt() throws Exception {
    discord.script(request -> request.connection().close());
    try (var socket =
        send("POST /api/v10/channels/1/messages", "Content-Length: 0", "Connection: close")) {
      assertThat(readAll(socket))
          .contains(" 502 ", "{\"message\":\"502: Bad Gateway\",\"code\":0}");
    }
  }
}
