package dev.botswain.sim.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdDecompressCtx;
import dev.botswain.sim.Sim;
import dev.botswain.sim.world.Intents;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// A gateway client that does nothing by itself: tests decide what it sends and check what arrives.
final class TestClient implements AutoCloseable {
  static final int UNPRIVILEGED = Intents.UNPRIVILEGED;

  private static final int FRAME_BYTES = 32 << 20;

  /// Both kept forever: Vert.x closes itself, a client and its connections once nothing refers to
  /// them.
  private static final Vertx VERTX = Vertx.vertx();

  private static final WebSocketClient CLIENT =
      VERTX.createWebSocketClient(
          new WebSocketClientOptions()
              .setMaxConnections(1000)
              .setMaxFrameSize(FRAME_BYTES)
              .setMaxMessageSize(FRAME_BYTES));

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int SECONDS = 5;

  private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final WebSocket socket;
  private final String compress;
  private final boolean etf;
  private final Inflater inflater = new Inflater();
  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private boolean sawHello;

  private TestClient(String url, String compress) throws Exception {
    this.compress = compress;
    this.etf = url.contains("encoding=etf");
    // Handlers first: what the server sends at once must not be missed.
    var client = CLIENT.webSocket();
    client.textMessageHandler(this::read);
    client.binaryMessageHandler(message -> read(decode(message)));
    client.closeHandler(nothing -> closed.complete(code(client.closeStatusCode())));
    // On the event loop of the connection: a close that comes with the handshake's answer would
    // otherwise arrive before the handlers.
    var connected = new CompletableFuture<WebSocket>();
    VERTX.runOnContext(_ ->
        client
            .connect(new WebSocketConnectOptions().setAbsoluteURI(url))
            .onSuccess(connected::complete)
            .onFailure(connected::completeExceptionally));
    this.socket = connected.get(SECONDS, TimeUnit.SECONDS);
  }

  private static int code(Short code) {
    return code == null ? 1006 : code;
  }

  static TestClient connect(Sim sim) throws Exception {
    return connect(sim, "");
  }

  static TestClient connect(Sim sim, String compress) throws Exception {
    return open(
        sim.gatewayUrl()
            + "/?v=10&encoding=json"
            + (compress.isEmpty() ? "" : "&compress=" + compress),
        compress);
  }

  static TestClient open(String url, String compress) throws Exception {
    return new TestClient(url, compress);
  }

  /// Connects, identifies and reads READY and the guilds.
  static TestClient login(Sim sim, String token, int intents) throws Exception {
    var client = connect(sim);
    client.identify(token, intents);
    var ready = client.await("READY");
    if ((intents & Intents.GUILDS) != 0) {
      for (int i = 0; i < ready.path("d").path("guilds").size(); i++) {
        client.await("GUILD_CREATE");
      }
    }
    return client;
  }

  private void read(String text) {
    try {
      received.add(JSON.readTree(text));
    } catch (Exception e) {
      throw new AssertionError(text, e);
    }
  }

  private String decode(Buffer message) {
    byte[] bytes = message.getBytes();
    byte[] payload =
        compress.endsWith("zlib-stream")
            ? unzip(bytes)
            : compress.endsWith("zstd-stream") ? unzstd(bytes) : bytes;
    return etf ? Erlpack.unpack(payload) : new String(payload, StandardCharsets.UTF_8);
  }

  private byte[] unzip(byte[] bytes) {
    assertThat(bytes).endsWith(0x00, 0x00, 0xff, 0xff);
    var out = new ByteArrayOutputStream();
    var chunk = new byte[4096];
    inflater.setInput(bytes);
    try {
      for (int n = inflater.inflate(chunk); n > 0; n = inflater.inflate(chunk)) {
        out.write(chunk, 0, n);
      }
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private byte[] unzstd(byte[] bytes) {
    var in = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    var chunk = ByteBuffer.allocateDirect(4096);
    var out = new ByteArrayOutputStream();
    do {
      chunk.clear();
      boolean ended = zstd.decompressDirectByteBufferStream(chunk, in);
      assertThat(ended).as("the frame never ends").isFalse();
      chunk.flip();
      while (chunk.hasRemaining()) {
        out.write(chunk.get());
      }
    } while (in.hasRemaining() || chunk.limit() == chunk.capacity());
    return out.toByteArray();
  }

  /// Sends a payload; `d` is JSON with single quotes.
  void send(int op, String d) {
    sendText("{\"op\":" + op + ",\"d\":" + d.replace('\'', '"') + "}");
  }

  void sendText(String text) {
    if (etf) {
      sendBytes(Erlpack.pack(text));
    } else {
      socket.writeTextMessage(text);
    }
  }

  void sendBytes(byte[] bytes) {
    socket.writeBinaryMessage(Buffer.buffer(bytes));
  }

  void identify(String token, int intents) {
    identify(token, intents, "");
  }

  /// Identifies.
  ///
  /// @param more further fields, with a leading comma
  void identify(String token, int intents, String more) {
    send(2, "{'token':'%s','intents':%d,'properties':{}%s}".formatted(token, intents, more));
  }

  void resume(String token, String sessionId, long seq) {
    send(6, "{'token':'%s','session_id':'%s','seq':%d}".formatted(token, sessionId, seq));
  }

  /// The next payload after HELLO.
  JsonNode next() throws InterruptedException {
    var next = received.poll(SECONDS, TimeUnit.SECONDS);
    assertThat(next).as("a payload in time").isNotNull();
    if (!sawHello && next.path("op").asInt() == 10) {
      sawHello = true;
      return next();
    }
    return next;
  }

  /// HELLO itself.
  JsonNode hello() throws InterruptedException {
    sawHello = true;
    return next();
  }

  /// The next dispatch, which must have this type.
  JsonNode await(String type) throws InterruptedException {
    var next = next();
    assertThat(next.path("t").asText()).as(next.toString()).isEqualTo(type);
    return next;
  }

  JsonNode awaitOp(int op) throws InterruptedException {
    var next = next();
    assertThat(next.path("op").asInt()).as(next.toString()).isEqualTo(op);
    return next;
  }

  /// All dispatches that were sent before now: a heartbeat is acknowledged after them.
  List<JsonNode> drain() throws InterruptedException {
    send(1, "null");
    var before = new ArrayList<JsonNode>();
    for (var next = next(); next.path("op").asInt() != 11; next = next()) {
      before.add(next);
    }
    return before;
  }

  List<String> drainTypes() throws InterruptedException {
    return drain().stream().map(payload -> payload.path("t").asText()).toList();
  }

  /// The code with which the server closed; 1006 if it broke the connection.
  int closeCode() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  /// Whether the test has read everything that arrived.
  boolean isSilent() {
    return received.isEmpty();
  }

  boolean isOpen() {
    return !closed.isDone();
  }

  void closeWith(int code) throws Exception {
    socket.close((short) code);
    closeCode();
  }

  @Override
  public void close() {
    socket.close((short) 4999);
  }
}
