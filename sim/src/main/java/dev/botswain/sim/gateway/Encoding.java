package dev.botswain.sim.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/// The encoding of payloads on one connection (Gateway, "Encoding and Compression").
interface Encoding extends AutoCloseable {
  ObjectMapper JSON = new ObjectMapper();

  /// Sends a payload as one WebSocket message.
  void send(ServerWebSocket socket, Payload payload);

  /// Decodes what a client sent, which is never compressed.
  ///
  /// @throws IOException if it cannot be decoded
  default JsonNode read(byte[] payload) throws IOException {
    return JSON.readTree(new String(payload, StandardCharsets.UTF_8));
  }

  /// Releases the connection's resources.
  @Override
  default void close() {}
}
