package dev.botswain.sim.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;

/// Non-text payloads in binary messages.
final class PlainBinary implements Encoding {
  @Override
  public void send(ServerWebSocket socket, Payload payload) {
    socket.writeFinalBinaryFrame(Buffer.buffer().appendBytes(payload.bytes(), 0, payload.length()));
  }
}
