package dev.botswain.sim.rest;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.botswain.sim.world.Json;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answer to a client: a status, headers in addition to the usual ones, and a body, if there is
/// one.
record Answer(int status, Map<String, String> headers, @Nullable Buffer body) {
  static final Answer NO_CONTENT = new Answer(204, Map.of(), null);

  /// Writes one element of an array.
  @FunctionalInterface
  interface ElementWriter<T> {
    void write(T element, JsonGenerator json) throws IOException;
  }

  static Answer json(int status, Json.Writer body) {
    return new Answer(
        status, Map.of("Content-Type", "application/json"), Buffer.buffer(Json.bytes(body)));
  }

  static Answer ok(Json.Writer body) {
    return json(200, body);
  }

  static Answer created(Json.Writer body) {
    return json(201, body);
  }

  /// An array with each element in order.
  static <T> Answer list(Iterable<T> elements, ElementWriter<? super T> writer) {
    return ok(json -> array(json, elements, writer));
  }

  static <T> void array(JsonGenerator json, Iterable<T> elements, ElementWriter<? super T> writer)
      throws IOException {
    json.writeStartArray();
    for (T element : elements) {
      writer.write(element, json);
    }
    json.writeEndArray();
  }

  /// A sentence of the CDN, which does not speak JSON.
  static Answer plain(int status, String sentence) {
    return new Answer(status, Map.of("Content-Type", "text/plain"), Buffer.buffer(sentence));
  }

  /// An error with only a message, such as `500: Internal Server Error`.
  static Answer error(int status, String message) {
    return json(
        status,
        json -> {
          json.writeStartObject();
          json.writeStringField("message", message);
          json.writeNumberField("code", 0);
          json.writeEndObject();
        });
  }
}
