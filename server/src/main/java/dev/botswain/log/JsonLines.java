package dev.botswain.log;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/// A line for programs: one object with `time`, `level`, `logger`, `thread`, `message`, then the
/// event's own pairs, and `error` with the stack trace if there is one. A pair with one of these
/// names gets a trailing underscore.
final class JsonLines extends EncoderBase<ILoggingEvent> {
  private static final Set<String> OURS =
      Set.of("time", "level", "logger", "thread", "message", "error");

  private final JsonFactory json = new JsonFactory();

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new ByteArrayOutputStream(256);
    try (var object = json.createGenerator(line)) {
      object.writeStartObject();
      object.writeStringField("time", event.getInstant().toString());
      object.writeStringField("level", event.getLevel().levelStr);
      object.writeStringField("logger", event.getLoggerName());
      object.writeStringField("thread", event.getThreadName());
      object.writeStringField("message", event.getFormattedMessage());
      var pairs = event.getKeyValuePairs();
      if (pairs != null) {
        for (var pair : pairs) {
          object.writeFieldName(OURS.contains(pair.key) ? pair.key + "_" : pair.key);
          switch (pair.value) {
            case null -> object.writeNull();
            case Integer number -> object.writeNumber(number);
            case Long number -> object.writeNumber(number);
            case Double number when Double.isFinite(number) -> object.writeNumber(number);
            case Boolean truth -> object.writeBoolean(truth);
            case Object other -> object.writeString(other.toString());
          }
        }
      }
      if (event.getThrowableProxy() != null) {
        object.writeStringField("error", ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      object.writeEndObject();
      object.writeRaw('\n');
    } catch (IOException impossible) {
      throw new UncheckedIOException("memory refused a line", impossible);
    }
    return line.toByteArray();
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }
}
