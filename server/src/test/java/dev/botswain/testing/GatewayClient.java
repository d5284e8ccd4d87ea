package dev.botswain.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.luben.zstd.ZstdDecompressCtx;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.internal.http.WebSocketInternal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
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

/// A client of the gateway relay that does nothing by itself: tests decide what it sends and check
/// what arrives.
public final class GatewayClient implements AutoCloseable {
  public static final int GUILDS = 1;
  public static final int GUILD_MEMBERS = 1 << 1;
  public static final int GUILD_MESSAGES = 1 << 9;
  public static final int MESSAGE_CONTENT = 1 << 15;
  public static final int USUAL = GUILDS | GUILD_MESSAGES | MESSAGE_CONTENT;

  private static final int FRAME_BYTES = 32 << 20;
  private static final int SECONDS = 10;
  private static final ObjectMapper JSON = new ObjectMapper();

  /// Both kept forever: Vert.x closes itself, a client and its connections once nothing refers to
  /// them.
  private static final Vertx VERTX = Vertx.vertx();

  private static final WebSocketClient CLIENT =
      VERTX.createWebSocketClient(
          new WebSocketClientOptions()
              .setMaxConnections(2_000)
              .setMaxFrameSize(FRAME_BYTES)
              .setMaxMessageSize(FRAME_BYTES));

  private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final Inflater inflater = new Inflater();
  private final ZstdDecompressCtx zstd = new ZstdDecompressCtx();
  private final String query;
  private final WebSocket socket;
  private long seq;
  private String sessionId = "";

  /// @param url of a gateway
  private GatewayClient(String url, String query) {
    this.query = query;
    var opening = CLIENT.webSocket(); // Handlers first: HELLO arrives at once.
    opening.textMessageHandler(text -> read(text.getBytes(StandardCharsets.UTF_8)));
    opening.binaryMessageHandler(this::unpack);
    opening.closeHandler(_ ->
        closed.complete(
            opening.closeStatusCode() == null ? 1006 : (int) opening.closeStatusCode()));
    // On the event loop of the connection: a close that comes with the handshake's answer would
    // otherwise arrive before the handlers.
    var connected = new CompletableFuture<WebSocket>();
    VERTX.runOnContext(_ ->
        opening
            .connect(new WebSocketConnectOptions().setAbsoluteURI(url + "?" + query))
            .onSuccess(connected::complete)
            .onFailure(connected::completeExceptionally));
    socket = connected.join();
  }

  public static GatewayClient connect(Botswain botswain) {
    return connect(botswain, "v=10&encoding=json");
  }

  public static GatewayClient connect(Botswain botswain, String query) {
    return new GatewayClient(botswain.url().replace("http", "ws") + "/gateway", query);
  }

  /// A client of the simulated Discord itself.
  public static GatewayClient ofSim(Botswain botswain) {
    String url = botswain.simGet("/api/v10/gateway").body().path("url").asText();
    return new GatewayClient(url, "v=10&encoding=json");
  }

  /// Connects, identifies and reads READY and the guilds.
  public static GatewayClient login(Botswain botswain, String session, int intents)
      throws Exception {
    GatewayClient client = connect(botswain);
    client.awaitOp(10);
    client.identify(session, intents);
    for (JsonNode _ : client.await("READY").path("guilds")) {
      client.await("GUILD_CREATE");
    }
    return client;
  }

  private void unpack(Buffer message) {
    byte[] bytes = message.getBytes();
    byte[] payload =
        query.contains("zstd") ? unzstd(bytes) : query.contains("zlib") ? unzip(bytes) : bytes;
    read(query.contains("etf") ? EtfTerms.json(payload) : payload);
  }

  private byte[] unzip(byte[] bytes) {
    var out = new ByteArrayOutputStream();
    var chunk = new byte[4_096];
    inflater.setInput(bytes);
    try {
      for (int n = inflater.inflate(chunk); n > 0; n = inflater.inflate(chunk)) {
        out.write(chunk, 0, n);
      }
    } catch (DataFormatException e) {
      throw new AssertionError(e);
    }
    boolean flushed = bytes[bytes.length - 1] == -1 && bytes[bytes.length - 4] == 0;
    return flushed ? out.toByteArray() : "\"not flushed\"".getBytes(StandardCharsets.UTF_8);
  }

  private byte[] unzstd(byte[] bytes) {
    var in = ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
    var chunk = ByteBuffer.allocateDirect(4_096);
    var out = new ByteArrayOutputStream();
    do {
      chunk.clear();
      zstd.decompressDirectByteBufferStream(chunk, in);
      chunk.flip();
      while (chunk.hasRemaining()) {
        out.write(chunk.get());
      }
    } while (in.hasRemaining() || chunk.limit() == chunk.capacity());
    return out.toByteArray();
  }

  private void read(byte[] payload) {
    try {
      received.add(JSON.readTree(payload));
    } catch (IOException e) {
      throw new AssertionError(new String(payload, StandardCharsets.UTF_8), e);
    }
  }

  /// Sends a payload.
  ///
  /// @param d JSON with single quotes
  public void send(int op, String d) {
    sendText("{\"op\":" + op + ",\"d\":" + d.replace('\'', '"') + "}");
  }

  public void sendText(String text) {
    if (query.contains("etf")) {
      socket.writeBinaryMessage(Buffer.buffer(EtfTerms.of(text)));
    } else {
      socket.writeTextMessage(text);
    }
  }

  public void identify(String session, int intents) {
    identify(session, intents, "");
  }

  /// @param more further fields, with a leading comma
  public void identify(String session, int intents, String more) {
    send(2, "{'token':'%s','intents':%d,'properties':{}%s}".formatted(session, intents, more));
  }

  /// Resumes where another client was.
  public void resume(String session, GatewayClient before) {
    resume(session, before.sessionId, before.seq);
  }

  public void resume(String session, String id, long last) {
    sessionId = id;
    send(6, "{'token':'%s','session_id':'%s','seq':%d}".formatted(session, id, last));
  }

  public String sessionId() {
    return sessionId;
  }

  /// The number of the last event that was read.
  public long seq() {
    return seq;
  }

  public JsonNode next() throws InterruptedException {
    JsonNode next = received.poll(SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("nothing came; closed: " + closed.getNow(null));
    }
    if (next.path("op").asInt() == 0) {
      seq = next.path("s").asLong();
    }
    if (next.path("t").asText().equals("READY")) {
      sessionId = next.path("d").path("session_id").asText();
    }
    return next;
  }

  /// The data of the next event, which must have this type.
  public JsonNode await(String type) throws InterruptedException {
    JsonNode next = next();
    if (!next.path("t").asText().equals(type)) {
      throw new AssertionError("not " + type + ": " + next);
    }
    return next.path("d");
  }

  /// The data of the next event with this type.
  public JsonNode find(String type) throws InterruptedException {
    JsonNode next = next();
    while (!next.path("t").asText().equals(type)) {
      next = next();
    }
    return next.path("d");
  }

  public JsonNode awaitOp(int op) throws InterruptedException {
    JsonNode next = next();
    if (next.path("op").asInt() != op) {
      throw new AssertionError("not " + op + ": " + next);
    }
    return next.path("d");
  }

  /// Everything sent before now: a heartbeat is acknowledged after it.
  public List<JsonNode> drain() throws InterruptedException {
    send(1, "null");
    var before = new ArrayList<JsonNode>();
    for (JsonNode next = next(); next.path("op").asInt() != 11; next = next()) {
      before.add(next);
    }
    return before;
  }

  /// The code with which the server closed; 1006 if it broke the connection.
  public int closeCode() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  public void closeWith(int code) throws Exception {
    socket.close((short) code);
    closeCode();
  }

  /// Closes with an empty frame, as many libraries do.
  public void closeWithoutCode() throws Exception {
    ((WebSocketInternal) socket).channelHandlerContext().writeAndFlush(new CloseWebSocketFrame());
    closeCode();
  }

  /// Reads nothing until [#read].
  public void pause() {
    socket.pause();
  }

  public void read() {
    socket.resume();
  }

  /// Breaks the connection.
  public void drop() throws Exception {
    ((WebSocketInternal) socket).channelHandlerContext().pipeline().firstContext().close();
    closeCode();
  }

  @Override
  public void close() {
    socket.close((short) 4999);
  }
}
