package dev.botswain.sim.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;

/// `encoding=etf`: payloads are terms of Erlang instead of JSON, in both directions.
///
/// @param wire the encoding that carries them
record Terms(Encoding wire) implements Encoding {
  @Override
  public void send(ServerWebSocket socket, Payload payload) {
    wire.send(socket, Payload.holding(TermWriter.term(payload.bytes(), payload.length())));
  }

  @Override
  public JsonNode read(byte[] payload) throws IOException {
    return TermReader.read(payload);
  }

  @Override
  public void close() {
    wire.close();
  }
}
