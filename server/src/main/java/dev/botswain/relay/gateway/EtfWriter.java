package dev.botswain.relay.gateway;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/// Writes JSON in Erlang's external term format, the gateway's other encoding: objects as maps,
/// texts and names as binaries, `null`, `true` and `false` as atoms. Ids stay texts, which Discord
/// permits.
///
/// Source: <https://discord.com/developers/docs/events/gateway#encoding-and-compression>,
/// <https://www.erlang.org/doc/apps/erts/erl_ext_dist.html>.
final class EtfWriter {
  static final int VERSION = 131;
  static final int NEW_FLOAT = 70;
  static final int SMALL_INTEGER = 97;
  static final int INTEGER = 98;
  static final int NIL = 106;
  static final int LIST = 108;
  static final int BINARY = 109;
  static final int SMALL_BIG = 110;
  static final int SMALL_ATOM = 115;
  static final int MAP = 116;

  private static final JsonFactory JSON = new JsonFactory();
  private static final int BYTE = 0xFF;

  private final Buffer to;

  private EtfWriter(Buffer to) {
    this.to = to;
  }

  /// The term of a JSON text, with the leading version.
  ///
  /// @throws UncheckedIOException if it is not JSON
  static byte[] term(byte[] json) {
    Buffer to = Buffer.buffer(16 + json.length);
    to.appendByte((byte) VERSION);
    try (JsonParser parser = JSON.createParser(json)) {
      parser.nextToken();
      new EtfWriter(to).value(parser);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
    return to.getBytes();
  }

  private void value(JsonParser parser) throws IOException {
    switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> text(parser.getText());
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT ->
          to.appendByte((byte) NEW_FLOAT).appendDouble(parser.getDoubleValue());
      case VALUE_TRUE -> atom("true");
      case VALUE_FALSE -> atom("false");
      case VALUE_NULL -> atom("nil");
      case null, default -> throw new IOException("no value");
    }
  }

  private void object(JsonParser parser) throws IOException {
    int sizeAt = to.appendByte((byte) MAP).length();
    to.appendInt(0);
    int fields = 0;
    for (; parser.nextToken() == JsonToken.FIELD_NAME; fields++) {
      text(parser.currentName());
      parser.nextToken();
      value(parser);
    }
    to.setInt(sizeAt, fields);
  }

  private void array(JsonParser parser) throws IOException {
    if (parser.nextToken() != JsonToken.END_ARRAY) {
      int sizeAt = to.appendByte((byte) LIST).length();
      to.appendInt(0);
      int items = 0;
      do {
        value(parser);
        items++;
      } while (parser.nextToken() != JsonToken.END_ARRAY);
      to.setInt(sizeAt, items);
    }
    to.appendByte((byte) NIL);
  }

  private void text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    to.appendByte((byte) BINARY).appendInt(bytes.length).appendBytes(bytes);
  }

  private void atom(String name) {
    to.appendByte((byte) SMALL_ATOM)
        .appendByte((byte) name.length())
        .appendBytes(name.getBytes(StandardCharsets.US_ASCII));
  }

  private void integer(JsonParser parser) throws IOException {
    switch (parser.getNumberType()) {
      case INT -> small(parser.getIntValue());
      default -> big(parser.getBigIntegerValue());
    }
  }

  private void small(int number) {
    if (number == (number & BYTE)) {
      to.appendByte((byte) SMALL_INTEGER).appendByte((byte) number);
    } else {
      to.appendByte((byte) INTEGER).appendInt(number);
    }
  }

  /// Its size, its sign, and its bytes from the lowest on.
  private void big(BigInteger number) throws IOException {
    BigInteger size = number.abs();
    int length = (size.bitLength() + 7) / 8;
    if (length > BYTE) {
      throw new IOException("a number of " + length + " bytes");
    }
    to.appendByte((byte) SMALL_BIG)
        .appendByte((byte) length)
        .appendByte((byte) (number.signum() < 0 ? 1 : 0));
    for (int i = 0; i < length; i++) {
      to.appendByte(size.shiftRight(8 * i).byteValue());
    }
  }
}
