package dev.botswain.http;

import static dev.botswain.http.Http2Wire.CONTINUATION;
import static dev.botswain.http.Http2Wire.DATA;
import static dev.botswain.http.Http2Wire.END_HEADERS;
import static dev.botswain.http.Http2Wire.END_STREAM;
import static dev.botswain.http.Http2Wire.GOAWAY;
import static dev.botswain.http.Http2Wire.HEADERS;
import static dev.botswain.http.Http2Wire.PING;
import static dev.botswain.http.Http2Wire.RST_STREAM;
import static dev.botswain.http.Http2Wire.SETTINGS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.testing.PemFiles;
import io.vertx.core.buffer.Buffer;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What holds over HTTP/1.1 holds over HTTP/2, and what only HTTP/2 makes possible is bounded.
class HostileHttp2Test {
  private static final String SESSION = "good-session";
  private static final int PRIORITY = 2;
  private static final int UNKNOWN = 77;
  private static final int REFUSED_STREAM = 7;
  private static final int ENHANCE_YOUR_CALM = 11;

  /// The number of SETTINGS_INITIAL_WINDOW_SIZE.
  private static final int WINDOW = 4;

  @TempDir static Path folder;
  private static PemFiles files;
  private static TestServer plain;

  @BeforeAll
  static void start() {
    files = PemFiles.make(folder, "hostile");
    plain = server().start();
  }

  @AfterAll
  static void stop() {
    plain.close();
  }

  private static TestServer server() {
    var server = new TestServer();
    files.settings().forEach((name, value) -> server.set(name.replace("BOTSWAIN_", ""), value));
    return server;
  }

  private static Http2Wire connect(TestServer server, int... settings) {
    return new Http2Wire(files, server.front().port(), settings);
  }

  @Test
  void connection_thatNeverAcknowledgesSettings_isServed() {
    try (var wire = connect(plain)) {
      wire.get(1, "/api/channels", "authorization", SESSION);

      assertThat(wire.status(1)).isEqualTo(200);
    }
  }

  @Test
  void requests_moreThanAHundredAtOnce_areRefused() throws Exception {
    var release = new CountDownLatch(1);
    try (var server =
            server()
                .with(
                    "listChannels",
                    _ -> {
                      release.await();
                      return Answer.json(java.util.Map.of());
                    })
                .start();
        var wire = connect(server)) {
      for (int i = 0; i <= 100; i++) {
        wire.get(2 * i + 1, "/api/channels", "authorization", SESSION);
      }

      var refused = wire.read(RST_STREAM, 201);
      assertThat(refused).isNotNull();
      assertThat(refused.error()).isEqualTo(REFUSED_STREAM);
      release.countDown();
    }
  }

  /// CVE-2023-44487.
  @Test
  void requests_cancelledAtOnce_closeTheConnection() {
    var begun = new AtomicInteger();
    try (var server =
            server()
                .with(
                    "listChannels",
                    _ -> {
                      begun.incrementAndGet();
                      return Answer.json(java.util.Map.of());
                    })
                .start();
        var wire = connect(server)) {
      flood(() -> {
        for (int i = 0; i < 1_000; i++) {
          wire.get(2 * i + 1, "/api/channels", "authorization", SESSION);
          wire.send(RST_STREAM, 0, 2 * i + 1, new byte[] {0, 0, 0, 8});
        }
      });

      assertThat(wire.isClosed()).isTrue();
      assertThat(begun.get()).isLessThanOrEqualTo(201);
    }
  }

  @Test
  void frames_thatBringNothing_closeTheConnection() {
    try (var server = server().start()) {
      for (int type : new int[] {PING, SETTINGS, 2, 77}) {
        try (var wire = connect(server)) {
          flood(() -> {
            for (int i = 0; i < 1_500; i++) {
              wire.send(type, 0, type == 2 ? 1 : 0, new byte[type == PING ? 8 : type == 2 ? 5 : 0]);
            }
          });

          assertThat(wire.isClosed()).describedAs("type " + type).isTrue();
        }
      }
    }
  }

  @Test
  void pings_tooMany_areToldSo() {
    try (var wire = connect(plain)) {
      flood(() -> {
        for (int i = 0; i < 1_100; i++) {
          wire.send(PING, 0, 0, new byte[8]);
        }
      });

      assertThat(wire.read(GOAWAY, 0).error()).isEqualTo(ENHANCE_YOUR_CALM);
    }
  }

  @Test
  void body_inSinglesBytes_closesTheConnection() {
    try (var wire = connect(plain)) {
      wire.post(1, "/api/auth/login", "content-type", "application/json");
      flood(() -> {
        for (int i = 0; i < 1_500; i++) {
          wire.send(DATA, 0, 1, new byte[] {' '});
        }
      });

      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void headers_inEndlessFragments_closeTheConnection() {
    try (var wire = connect(plain)) {
      wire.send(HEADERS, END_STREAM, 1, Http2Wire.head("GET", "/"));
      flood(() -> {
        for (int i = 0; i < 1_000; i++) {
          wire.send(CONTINUATION, 0, 1, Http2Wire.header("a", "b"));
        }
      });

      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void headers_tooLong_are431() {
    try (var wire = connect(plain)) {
      wire.get(1, "/api/channels", "authorization", SESSION, "x-long", "x".repeat(16_250));

      assertThat(wire.status(1)).isEqualTo(431);
    }
  }

  /// 125 % of what may be are not even read to their end.
  @Test
  void headers_muchTooLong_closeTheConnection() {
    try (var wire = connect(plain)) {
      flood(() -> {
        wire.send(HEADERS, END_STREAM, 1, new byte[16_000]);
        wire.send(CONTINUATION, END_HEADERS, 1, new byte[16_000]);
      });

      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void head_unfinished_isClosed() {
    try (var server = server().set("REQUEST_TIMEOUT", "200ms").start();
        var wire = connect(server)) {
      wire.send(HEADERS, END_STREAM, 1, Http2Wire.head("GET", "/"));

      assertThat(wire.isClosed()).isTrue();
    }
  }

  @Test
  void body_unfinished_is408AndOthersGoOn() {
    try (var server = server().set("REQUEST_TIMEOUT", "200ms").start();
        var wire = connect(server)) {
      wire.post(1, "/api/auth/login", "content-type", "application/json");
      wire.send(DATA, 0, 1, new byte[100]);

      assertThat(wire.status(1)).isEqualTo(408);
      wire.get(3, "/api/channels", "authorization", SESSION);
      assertThat(wire.status(3)).isEqualTo(200);
    }
  }

  @Test
  void body_tooLong_is413AndTheRestIsRefused() {
    try (var wire = connect(plain)) {
      wire.post(
          1, "/api/auth/login", "content-type", "application/json", "content-length", "9999999");

      assertThat(wire.status(1)).isEqualTo(413);
      assertThat(wire.read(RST_STREAM, 1).error()).isZero();
    }
  }

  @Test
  void body_ofAnotherLengthThanAnnounced_isRefused() {
    try (var wire = connect(plain)) {
      wire.post(1, "/api/auth/login", "content-type", "application/json", "content-length", "2");
      wire.send(DATA, END_STREAM, 1, "{\"token\": \"x\"}".getBytes());

      assertThat(wire.status(1)).isZero();
    }
  }

  @Test
  void heads_thatHttp1WouldRefuse_areRefused() {
    String[][] bad = {
      {"transfer-encoding", "chunked"},
      {"connection", "close"},
      {"X-Upper", "a"},
      {"x-break", "a\r\nb: c"},
      {"host", "elsewhere"},
      {":path", "/api/guilds"},
      {":other", "x"},
      {"expect", "something"}
    };
    for (var header : bad) {
      try (var wire = connect(plain)) {
        wire.get(1, "/api/channels", "authorization", SESSION, header[0], header[1]);

        assertThat(wire.status(1)).describedAs(header[0]).isNotEqualTo(200);
      }
    }
  }

  @Test
  void authority_withOtherThanAHost_isRefused() {
    for (var authority : new String[] {"user@localhost", "local host", "a,b", ""}) {
      try (var wire = connect(plain)) {
        var head = new java.io.ByteArrayOutputStream();
        head.writeBytes(Http2Wire.header(":method", "GET"));
        head.writeBytes(Http2Wire.header(":scheme", "https"));
        head.writeBytes(Http2Wire.header(":authority", authority));
        head.writeBytes(Http2Wire.header(":path", "/api/channels"));
        head.writeBytes(Http2Wire.header("authorization", SESSION));
        wire.send(HEADERS, END_HEADERS | END_STREAM, 1, head.toByteArray());

        assertThat(wire.status(1)).describedAs(authority).isNotEqualTo(200);
      }
    }
  }

  /// They wait in the memory that answers may take, and the connection is closed once it is idle.
  @Test
  void answers_unread_areGivenUp() {
    var big = Answer.json(Buffer.buffer(new byte[64 << 10]));
    try (var server =
            server()
                .set("HTTP_IDLE_TIMEOUT", "1s")
                .with("listChannels", Operation.fromMemory(_ -> big))
                .start();
        var wire = connect(server, WINDOW, 0)) {
      for (int i = 0; i < 50; i++) {
        wire.get(2 * i + 1, "/api/channels", "authorization", SESSION);
      }

      assertThat(wire.status(1)).isEqualTo(200);
      assertThat(wire.isClosed()).isTrue();
    }
  }

  /// As when its reader does not read events, or its ticket is used again.
  @Test
  void stream_cutOff_endsAloneWhateverWasNotRead() throws Exception {
    var ended = new CountDownLatch(1);
    Operation streaming =
        new OpenOperation((_, exchange) -> {
          var stream = exchange.stream(new Answer(200, Buffer.buffer(), null, null, List.of()));
          stream.onEnd(ended::countDown);
          stream.write(Buffer.buffer(new byte[1 << 20]));
          stream.cut();
        });
    try (var server = server().with("listGuilds", streaming).start();
        var wire = connect(server, WINDOW, 0)) {
      wire.get(1, "/api/guilds", "authorization", SESSION);

      assertThat(wire.status(1)).isEqualTo(200);
      assertThat(wire.read(RST_STREAM, 1)).isNotNull();
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      wire.get(3, "/api/channels", "authorization", SESSION);
      assertThat(wire.status(3)).isEqualTo(200);
    }
  }

  /// The client is told to connect elsewhere, and what is in progress ends.
  @Test
  void shutdown_withARequestInProgress_answersItAndSendsOthersAway() throws Exception {
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    Operation slow =
        _ -> {
          begun.countDown();
          release.await();
          return Answer.json(Map.of());
        };
    try (var server = server().with("listChannels", slow).start();
        var wire = connect(server)) {
      wire.get(1, "/api/channels", "authorization", SESSION);
      assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
      var stopped = server.front().shutdown(Duration.ofSeconds(10));
      wire.get(3, "/api/guilds", "authorization", SESSION);

      assertThat(wire.read(GOAWAY, 0).error()).isZero();
      assertThat(wire.status(3)).isEqualTo(503);
      release.countDown();
      assertThat(wire.status(1)).isEqualTo(200);
      TestServer.await(stopped);
    }
  }

  @Test
  void connection_idle_isClosed() {
    try (var server = server().set("HTTP_IDLE_TIMEOUT", "1s").start();
        var wire = connect(server)) {
      wire.get(1, "/api/channels", "authorization", SESSION);
      assertThat(wire.status(1)).isEqualTo(200);

      assertThat(wire.isClosed()).isTrue();
    }
  }

  /// A flood may end early, because the connection does.
  private static void flood(Runnable sending) {
    try {
      sending.run();
    } catch (UncheckedIOException closed) {
      // as expected
    }
  }
}
