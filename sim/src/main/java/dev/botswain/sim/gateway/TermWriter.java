package dev.botswain.sim.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.stream.StreamSupport;

/// Writes a payload as Discord's gateway, which is written in Elixir, gets it from
/// `term_to_binary`: names and event types are atoms, texts are binaries, ids are integers in
/// fields that are named as ids and otherwise texts, and a list that contains only small numbers is
/// a string.
///
/// Source: <https://discord.com/developers/docs/events/gateway#using-etf-encoding>,
/// <https://www.erlang.org/doc/apps/erts/erl_ext_dist.html>.
final class TermWriter {
  private static final int VERSION = 131;
  private static final int NEW_FLOAT = 70;
  private static final int SMALL_INTEGER = 97;
  private static final int INTEGER = 98;
  private static final int ATOM = 100;
  private static final int NIL = 106;
  private static final int STRING = 107;
  private static final int LIST = 108;
  private static final int BINARY = 109;
  private static final int SMALL_BIG = 110;
  private static final int MAP = 116;

  private static final int LARGEST_BYTE = 255;
  private static final int LONGEST_STRING = 65_535;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Buffer to;

  private TermWriter(Buffer to) {
    this.to = to;
  }

  /// @param json a payload, up to `length`
  static byte[] term(byte[] json, int length) {
    try {
      JsonNode payload = JSON.readTree(json, 0, length);
      Buffer to = Buffer.buffer(length).appendByte((byte) VERSION);
      new TermWriter(to).payload(payload);
      return to.getBytes();
    } catch (IOException notJson) {
      throw new UncheckedIOException("what the sim sends is JSON", notJson);
    }
  }

  private void payload(JsonNode payload) {
    tag(MAP).appendInt(payload.size());
    for (var field : payload.properties()) {
      atom(field.getKey());
      if (field.getKey().equals("t") && field.getValue().isTextual()) {
        atom(field.getValue().textValue());
      } else {
        value(field.getValue());
      }
    }
  }

  private void value(JsonNode node) {
    switch (node.getNodeType()) {
      case OBJECT -> object(node);
      case ARRAY -> array(node);
      case STRING -> binary(node.textValue());
      case NUMBER -> number(node);
      case BOOLEAN -> atom(node.asText());
      case NULL -> atom("nil");
      case BINARY, MISSING, POJO -> throw new IllegalArgumentException("no JSON: " + node);
    }
  }

  private void object(JsonNode object) {
    tag(MAP).appendInt(object.size());
    for (var field : object.properties()) {
      String name = field.getKey();
      // Dynamic keys, such as ids, are not among Discord's names.
      if (name.matches("[a-z_][a-z0-9_]{0,63}")) {
        atom(name);
      } else {
        binary(name);
      }
      JsonNode value = field.getValue();
      if (value.isTextual() && namesAnId(name) && value.textValue().matches("[1-9]\\d{16,18}")) {
        integer(new BigInteger(value.textValue()));
      } else {
        value(value);
      }
    }
  }

  /// A custom id is whatever a bot chose.
  private static boolean namesAnId(String name) {
    return name.equals("id") || name.endsWith("_id") && !name.equals("custom_id");
  }

  private void array(JsonNode array) {
    if (array.isEmpty()) {
      tag(NIL);
    } else if (array.size() <= LONGEST_STRING
        && StreamSupport.stream(array.spliterator(), false).allMatch(TermWriter::isByte)) {
      tag(STRING).appendUnsignedShort(array.size());
      array.forEach(item -> to.appendByte((byte) item.intValue()));
    } else {
      tag(LIST).appendInt(array.size());
      array.forEach(this::value);
      tag(NIL);
    }
  }

  private static boolean isByte(JsonNode node) {
    return node.isInt() && node.intValue() >= 0 && node.intValue() <= LARGEST_BYTE;
  }

  private void number(JsonNode number) {
    if (isByte(number)) {
      tag(SMALL_INTEGER).appendByte((byte) number.intValue());
    } else if (number.isInt()) {
      tag(INTEGER).appendInt(number.intValue());
    } else if (number.isIntegralNumber()) {
      integer(number.bigIntegerValue());
    } else {
      tag(NEW_FLOAT).appendDouble(number.doubleValue());
    }
  }

  /// A number of more than 32 bits: its size, its sign, and its bytes from the lowest on.
  private void integer(BigInteger number) {
    BigInteger size = number.abs();
    int length = (size.bitLength() + 7) / 8;
    tag(SMALL_BIG).appendByte((byte) length).appendByte((byte) (number.signum() < 0 ? 1 : 0));
    for (int i = 0; i < length; i++) {
      to.appendByte(size.shiftRight(8 * i).byteValue());
    }
  }

  private void binary(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    tag(BINARY).appendInt(bytes.length).appendBytes(bytes);
  }

  private void atom(String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    tag(ATOM).appendUnsignedShort(bytes.length).appendBytes(bytes);
  }

  private Buffer tag(int tag) {
    return to.appendByte((byte) tag);
  }
}
