package dev.botswain.sim.world;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Writes Discord's objects as JSON, directly to bytes, with Discord's format of ids and times.
public final class Json {
  /// Writes one JSON value.
  @FunctionalInterface
  public interface Writer {
    /// Writes the value.
    void write(JsonGenerator json) throws IOException;
  }

  private static final JsonFactory FACTORY = new JsonFactory();
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'+00:00'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  private Json() {}

  /// The value as UTF-8.
  public static byte[] bytes(Writer writer) {
    try (var bytes = new ByteArrayBuilder(FACTORY._getBufferRecycler());
        var json = FACTORY.createGenerator(bytes)) {
      writer.write(json);
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("in-memory JSON cannot fail to be written", e);
    }
  }

  /// Writes an id as a string, as Discord does with all snowflakes.
  public static void id(JsonGenerator json, String field, long id) throws IOException {
    json.writeStringField(field, Long.toString(id));
  }

  /// Writes an id, or null for 0.
  public static void nullableId(JsonGenerator json, String field, long id) throws IOException {
    json.writeStringField(field, id == 0 ? null : Long.toString(id));
  }

  /// Writes an array of ids.
  public static void ids(JsonGenerator json, String field, long[] ids) throws IOException {
    json.writeArrayFieldStart(field);
    for (long id : ids) {
      json.writeString(Long.toString(id));
    }
    json.writeEndArray();
  }

  /// Writes milliseconds since 1970 as an ISO 8601 timestamp, or null for 0.
  public static void time(JsonGenerator json, String field, long millis) throws IOException {
    json.writeStringField(field, millis == 0 ? null : iso(millis));
  }

  /// Writes a value that is already JSON text; `absent` if there is none.
  public static void raw(JsonGenerator json, String field, @Nullable String text, String absent)
      throws IOException {
    json.writeFieldName(field);
    json.writeRawValue(text == null ? absent : text);
  }

  /// Milliseconds since 1970 as Discord writes a time, such as `2015-04-26T06:26:56.936000+00:00`.
  public static String iso(long millis) {
    return ISO.format(Instant.ofEpochMilli(millis));
  }
}
