package dev.botswain.sim.gateway;

import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;

/// JSON in text messages.
final class PlainText implements Encoding {
  @Override
  public void send(ServerWebSocket socket, Payload payload) {
    socket.writeFinalTextFrame(
        new String(payload.bytes(), 0, payload.length(), StandardCharsets.UTF_8));
  }
}
