package dev.botswain.forward;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.cluster.Peer;
import dev.botswain.cluster.Place;
import dev.botswain.http.Answer;
import dev.botswain.http.AnswerStream;
import dev.botswain.http.OpenOperation;
import dev.botswain.http.Passage;
import dev.botswain.testing.BreakableLine;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Long answers, long bodies and streams between two nodes.
class ForwardedStreamsTest {
  private static final long BOT = 1001;
  private static final String SESSION = TestNode.session(BOT);

  /// More than sockets and queues take in.
  private static final int MUCH = 96 << 20;

  private static final int QUEUES = 32 << 20;

  private final CompletableFuture<AnswerStream> stream = new CompletableFuture<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final HttpClient client = HttpClient.newHttpClient();
  private String type = "text/event-stream";
  private TestNode entry;
  private TestNode owner;

  @BeforeEach
  void start() {
    owner =
        new TestNode(server ->
            server
                .knows(SESSION, "0b0b0b")
                .with(
                    "streamEvents",
                    new OpenOperation((_, exchange) -> {
                      var opened = exchange.stream(Answer.empty(200).as(type));
                      opened.onEnd(ended::countDown);
                      opened.write(Buffer.buffer("id: 1\n\n"));
                      stream.complete(opened);
                    })))
            .owns(BOT);
    entry = new TestNode(_ -> {}).sends(owner, BOT);
  }

  @AfterEach
  void stop() {
    client.shutdownNow();
    entry.close();
    owner.close();
  }

  private HttpResponse<InputStream> open(String path) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create(entry.server.front().url() + path))
            .header("Authorization", SESSION)
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofInputStream());
  }

  private static String read(InputStream from, int bytes) throws IOException {
    return new String(from.readNBytes(bytes), UTF_8);
  }

  @Test
  void events_ofABotOfAnotherNode_arriveAsTheyAreWritten() throws Exception {
    var events = open("/api/events").body();
    assertThat(read(events, 7)).isEqualTo("id: 1\n\n");

    owner.server.vertx().runOnContext(_ -> stream.join().write(Buffer.buffer("id: 2\n\n")));

    assertThat(read(events, 7)).isEqualTo("id: 2\n\n");
  }

  @Test
  void events_whoseReaderGoes_endAtTheOwner() throws Exception {
    var events = open("/api/events").body();
    read(events, 7);

    client.shutdownNow();

    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void events_ofANodeThatDies_endAsIfTheyWereOver() throws Exception {
    var events = open("/api/events").body();
    read(events, 7);

    owner.close();

    assertThat(events.readAllBytes()).isEmpty();
  }

  @Test
  void events_ofANodeThatTheOthersGaveUp_end() throws Exception {
    var events = open("/api/events").body();
    read(events, 7);

    entry.directory.forget(owner.peer());

    assertThat(events.readAllBytes()).isEmpty();
    assertThat(ended.await(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void answer_thatBreaksOff_doesNotLookWhole() throws Exception {
    type = "application/x-ndjson";
    var answer = open("/api/events").body();
    read(answer, 7);

    stream.join().cut();

    assertThatThrownBy(answer::readAllBytes).isInstanceOf(IOException.class);
  }

  @Test
  void answer_thatItsCallerDoesNotRead_waitsAtTheOwner() throws Exception {
    var written = new AtomicLong();
    owner.raw.taken =
        passage -> {
          var to = passage.begin(200);
          to.putHeader("Content-Length", Integer.toString(MUCH));
          write(to, written);
        };
    try (var caller = new Socket(InetAddress.getLoopbackAddress(), entry.server.port())) {
      send(caller, "GET /raw HTTP/1.1\r\nHost: a\r\nAuthorization: " + SESSION + "\r\n\r\n");

      assertThat(standsStill(written)).isBetween(1L, (long) QUEUES);

      var in = caller.getInputStream();
      caller.setSoTimeout(10_000);
      long total = 0;
      byte[] some = new byte[1 << 20];
      while (total < MUCH) {
        int read = in.read(some);
        assertThat(read).isPositive();
        total += read;
      }
    }
  }

  private static void write(io.vertx.core.http.HttpServerResponse to, AtomicLong written) {
    var piece = Buffer.buffer(new byte[64 << 10]);
    while (!to.writeQueueFull() && written.get() < MUCH) {
      written.addAndGet(piece.length());
      to.write(piece);
    }
    to.drainHandler(_ -> write(to, written));
  }

  /// Once it has stopped growing.
  private static long standsStill(AtomicLong count) throws InterruptedException {
    var ticks = new CountDownLatch(1);
    long before = -1;
    while (before != count.get() || before == 0) {
      before = count.get();
      ticks.await(300, TimeUnit.MILLISECONDS);
    }
    return before;
  }

  private static void send(Socket to, String text) throws IOException {
    to.getOutputStream().write(text.getBytes(UTF_8));
  }

  @Test
  void body_thatTheOwnerDoesNotRead_waitsAtTheCaller() throws Exception {
    var passages = new CompletableFuture<Passage>();
    var received = new AtomicLong();
    owner.raw.taken =
        passage -> {
          var body = passage.stream();
          body.handler(piece -> received.addAndGet(piece.length()));
          body.endHandler(_ -> passage.send(Answer.json(Buffer.buffer("" + received.get()))));
          body.fetch(1);
          owner.server.vertx().getOrCreateContext();
          passages.complete(passage);
          resume = () -> body.resume();
          context = io.vertx.core.Vertx.currentContext();
        };
    try (var caller = new Socket(InetAddress.getLoopbackAddress(), entry.server.port())) {
      send(
          caller,
          "POST /raw HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\nContent-Length: %s\r\n\r\n"
              .formatted(SESSION, MUCH));
      var sent = new AtomicLong();
      var sending = Thread.ofVirtual().start(() -> pour(caller, sent));
      passages.get(5, TimeUnit.SECONDS);

      assertThat(standsStill(sent)).isLessThan(QUEUES);

      context.runOnContext(_ -> resume.run());
      sending.join();
      caller.setSoTimeout(10_000);
      assertThat(new String(caller.getInputStream().readNBytes(15), UTF_8))
          .isEqualTo("HTTP/1.1 200 OK");
      assertThat(received).hasValue(MUCH);
    }
  }

  private volatile Runnable resume;
  private volatile io.vertx.core.Context context;

  private static void pour(Socket to, AtomicLong sent) {
    try {
      byte[] piece = new byte[64 << 10];
      while (sent.get() < MUCH) {
        to.getOutputStream().write(piece);
        sent.addAndGet(piece.length);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void body_thatTheOwnerRefuses_isNotRead() throws Exception {
    owner.owns(1002);
    entry.sends(owner, 1002);
    try (var caller = new Socket(InetAddress.getLoopbackAddress(), entry.server.port())) {
      send(
          caller,
          "POST /api/channels/5/messages HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\n"
                  .formatted(TestNode.session(1002))
              + "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n");
      caller.setSoTimeout(5_000);

      assertThat(new String(caller.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 401");
    }
  }

  @Test
  void expectation_isMetOnceTheOwnerWantsTheBody() throws Exception {
    try (var caller = new Socket(InetAddress.getLoopbackAddress(), entry.server.port())) {
      send(
          caller,
          "POST /api/channels/5/messages HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\n"
                  .formatted(SESSION)
              + "Content-Type: application/json\r\nContent-Length: 16\r\n"
              + "Expect: 100-continue\r\n\r\n");
      caller.setSoTimeout(5_000);
      assertThat(new String(caller.getInputStream().readNBytes(25), UTF_8))
          .isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

      send(caller, "{\"content\":\"hi\"}");

      assertThat(new String(caller.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 200");
    }
  }

  @Test
  void socket_ofABotOfAnotherNode_passesMessagesPingsAndCloseCodes() throws Exception {
    var ponged = new CompletableFuture<String>();
    owner.raw.taken =
        passage ->
            passage
                .upgrade(1_000, _ -> {}, () -> {})
                .onSuccess(socket -> {
                  socket.pongHandler(data -> ponged.complete(data.toString()));
                  socket.textMessageHandler(text -> {
                    socket.writeTextMessage("you said " + text);
                    socket.writePing(Buffer.buffer("there?"));
                    ponged.thenRun(() -> socket.close((short) 4321, "enough"));
                  });
                });
    var got = new CompletableFuture<String>();
    var code = new CompletableFuture<Short>();
    var sockets = entry.server.vertx().createWebSocketClient();
    sockets
        .connect(
            new io.vertx.core.http.WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(entry.server.port())
                .setURI("/raw")
                .addHeader("Authorization", SESSION))
        .onSuccess(socket -> {
          socket.textMessageHandler(got::complete);
          socket.closeHandler(_ -> code.complete(socket.closeStatusCode()));
          socket.writeTextMessage("hello");
        })
        .onFailure(got::completeExceptionally);

    assertThat(got.get(5, TimeUnit.SECONDS)).isEqualTo("you said hello");
    assertThat(ponged.get(5, TimeUnit.SECONDS)).isEqualTo("there?");
    assertThat(code.get(5, TimeUnit.SECONDS)).isEqualTo((short) 4321);
  }

  @Test
  void socket_thatTheOwnerRefuses_isRefusedForTheCaller() throws Exception {
    owner.raw.taken =
        passage -> passage.refuse(dev.botswain.error.ApiError.UPGRADE_REQUIRED.refusal());
    try (var caller = new Socket(InetAddress.getLoopbackAddress(), entry.server.port())) {
      send(
          caller,
          "GET /raw HTTP/1.1\r\nHost: a\r\nAuthorization: %s\r\nConnection: Upgrade\r\n"
                  .formatted(SESSION)
              + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
              + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n");
      caller.setSoTimeout(5_000);

      assertThat(new String(caller.getInputStream().readNBytes(12), UTF_8))
          .isEqualTo("HTTP/1.1 426");
    }
  }

  @Test
  void socket_ofANodeThatGoesWithoutAWord_isClosedForAServiceRestart() throws Exception {
    var opened = new CompletableFuture<Void>();
    owner.raw.taken =
        passage -> passage.upgrade(1_000, _ -> {}, () -> {}).onSuccess(_ -> opened.complete(null));
    try (var line = BreakableLine.to(owner.peer().url())) {
      var peer = new Peer(owner.id, line.url());
      entry.directory.peer(peer);
      entry.directory.put(BOT, new Place.There(peer, 1));
      CompletableFuture<Short> code = closeCodeOfASocket();
      opened.get(5, TimeUnit.SECONDS);

      line.close();

      assertThat(code.get(5, TimeUnit.SECONDS)).isEqualTo((short) 1012);
    }
  }

  @Test
  void socket_ofANodeThatTheOthersGaveUp_isClosedForAServiceRestart() throws Exception {
    var opened = new CompletableFuture<Void>();
    owner.raw.taken =
        passage -> passage.upgrade(1_000, _ -> {}, () -> {}).onSuccess(_ -> opened.complete(null));
    CompletableFuture<Short> code = closeCodeOfASocket();
    opened.get(5, TimeUnit.SECONDS);

    entry.directory.forget(owner.peer());

    assertThat(code.get(5, TimeUnit.SECONDS)).isEqualTo((short) 1012);
  }

  private CompletableFuture<Short> closeCodeOfASocket() {
    var code = new CompletableFuture<Short>();
    entry
        .server
        .vertx()
        .createWebSocketClient()
        .connect(
            new io.vertx.core.http.WebSocketConnectOptions()
                .setHost("127.0.0.1")
                .setPort(entry.server.port())
                .setURI("/raw")
                .addHeader("Authorization", SESSION))
        .onSuccess(socket -> socket.closeHandler(_ -> code.complete(socket.closeStatusCode())))
        .onFailure(code::completeExceptionally);
    return code;
  }
}
