package dev.botswain.discord.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocketFrame;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/// A gateway that does nothing by itself: a test accepts each connection and plays Discord's part.
final class ScriptedGateway implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final BlockingQueue<Connection> connections = new LinkedBlockingQueue<>();
  private final Set<String> refused = ConcurrentHashMap.newKeySet();
  private final HttpServer server;

  ScriptedGateway(Vertx vertx) {
    server =
        vertx
            .createHttpServer()
            .webSocketHandshakeHandler(handshake -> {
              if (refused.contains(handshake.path())) {
                handshake.reject(503);
              } else {
                handshake.accept();
              }
            })
            .webSocketHandler(socket -> connections.add(new Connection(socket)))
            .listen(0, "127.0.0.1")
            .await();
  }

  URI url(String path) {
    return URI.create("ws://127.0.0.1:" + server.actualPort() + path);
  }

  /// Answers 503 to connections for a path.
  void refuse(String path) {
    refused.add(path);
  }

  /// The next connection.
  Connection accept() throws InterruptedException {
    Connection connection = connections.poll(10, TimeUnit.SECONDS);
    assertThat(connection).as("a connection").isNotNull();
    return connection;
  }

  /// Whether a connection was opened that has not been accepted yet.
  boolean hasNext() {
    return !connections.isEmpty();
  }

  @Override
  public void close() {
    server.close().await();
  }

  /// Discord's side of a connection.
  static final class Connection {
    private final ServerWebSocket socket;
    private ZlibStream compressed;
    private final BlockingQueue<JsonNode> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private Connection(ServerWebSocket socket) {
      this.socket = socket;
      boolean compress = socket.query() != null && socket.query().contains("zlib-stream");
      this.compressed = compress ? new ZlibStream() : null;
      socket.textMessageHandler(text -> received.add(json(text)));
      socket.closeHandler(_ -> {
        Short code = socket.closeStatusCode();
        closed.complete(code == null ? AfterClose.ABNORMAL : (int) code);
      });
    }

    String path() {
      return socket.path();
    }

    String query() {
      return socket.query();
    }

    void send(String payload) {
      if (compressed == null) {
        socket.writeTextMessage(payload);
      } else {
        socket.writeBinaryMessage(Buffer.buffer(compressed.flush(payload)));
      }
    }

    /// Sends text from now on, whatever was requested.
    Connection uncompressed() {
      compressed = null;
      return this;
    }

    void sendRaw(WebSocketFrame frame) {
      socket.writeFrame(frame);
    }

    Connection hello(long interval) {
      send("{\"t\":null,\"s\":null,\"op\":10,\"d\":{\"heartbeat_interval\":" + interval + "}}");
      return this;
    }

    Connection hello() {
      return hello(600_000);
    }

    Connection ready(String session, URI resumeUrl) {
      dispatch(
          1,
          "READY",
          """
          {"v":10,"session_id":"%s","resume_gateway_url":"%s","guilds":[]}\
          """
              .formatted(session, resumeUrl));
      return this;
    }

    void dispatch(long sequence, String type, String data) {
      send("{\"t\":\"" + type + "\",\"s\":" + sequence + ",\"op\":0,\"d\":" + data + "}");
    }

    void resumed(long sequence) {
      dispatch(sequence, "RESUMED", "{}");
    }

    void acknowledge() {
      send("{\"op\":11}");
    }

    /// The next payload, which must have this opcode.
    JsonNode expect(int op) throws InterruptedException {
      JsonNode payload = received.poll(10, TimeUnit.SECONDS);
      assertThat(payload).as("a payload with op %d", op).isNotNull();
      assertThat(payload.path("op").asInt()).as(payload.toString()).isEqualTo(op);
      return payload.path("d");
    }

    /// How many payloads have arrived and were not read.
    int pending() {
      return received.size();
    }

    /// The code with which the peer closed.
    int closeCode() throws Exception {
      return closed.get(10, TimeUnit.SECONDS);
    }

    void close(int code) {
      socket.close((short) code, "scripted");
    }

    /// Breaks the connection.
    void drop() {
      ((io.vertx.core.internal.http.WebSocketInternal) socket).channelHandlerContext().close();
    }

    private static JsonNode json(String text) {
      try {
        return JSON.readTree(text);
      } catch (JsonProcessingException e) {
        throw new AssertionError("not JSON: " + text, e);
      }
    }
  }
}
