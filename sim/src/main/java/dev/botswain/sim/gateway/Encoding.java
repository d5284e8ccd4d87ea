package dev.botswain.sim.gateway;

import io.vertx.core.http.ServerWebSocket;

/// How payloads travel on one connection (Gateway, "Encoding and Compression").
interface Encoding extends AutoCloseable {
  /// Sends a payload as one WebSocket message.
  void send(ServerWebSocket socket, Payload payload);

  /// Frees what the connection held.
  @Override
  default void close() {}
}
