package dev.botswain.log;

import static java.nio.charset.StandardCharsets.UTF_8;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// A line for people: `2026-11-01T12:00:00.000Z INFO Shard resumed bot=80351110224678912 shard=0`.
final class TextLines extends EncoderBase<ILoggingEvent> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new StringBuilder(160);
    TIME.formatTo(event.getInstant(), line);
    line.append(' ').append(event.getLevel());
    line.repeat(' ', 6 - event.getLevel().levelStr.length());
    line.append(simpleName(event.getLoggerName())).append(' ');
    escape(event.getFormattedMessage(), line);
    var pairs = event.getKeyValuePairs();
    if (pairs != null) {
      for (var pair : pairs) {
        line.append(' ').append(pair.key).append('=');
        value(String.valueOf(pair.value), line);
      }
    }
    line.append('\n');
    if (event.getThrowableProxy() != null) {
      ThrowableProxyUtil.asString(event.getThrowableProxy())
          .lines()
          .forEach(frame -> {
            line.append('\t');
            escape(frame.strip(), line);
            line.append('\n');
          });
    }
    return line.toString().getBytes(UTF_8);
  }

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  private static String simpleName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }

  private static void value(String text, StringBuilder line) {
    boolean bare = !text.isEmpty() && text.chars().noneMatch(c -> c <= ' ' || c == '"');
    if (bare) {
      escape(text, line);
    } else {
      line.append('"');
      escape(text.replace("\\", "\\\\").replace("\"", "\\\""), line);
      line.append('"');
    }
  }

  /// Characters that would end the line, or control a terminal, become `\n` and the like.
  private static void escape(String text, StringBuilder line) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '\n' -> line.append("\\n");
        case '\r' -> line.append("\\r");
        case '\t' -> line.append("\\t");
        default -> {
          if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
            line.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            line.append(c);
          }
        }
      }
    }
  }
}
