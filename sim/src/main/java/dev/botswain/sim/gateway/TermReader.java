package dev.botswain.sim.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Parses a term that a client sent, as Discord does: names must be binaries, and nothing may be
/// compressed.
///
/// Source: <https://discord.com/developers/docs/events/gateway#using-etf-encoding>,
/// <https://www.erlang.org/doc/apps/erts/erl_ext_dist.html>.
final class TermReader {
  private static final int VERSION = 131;
  private static final int BINARY = 109;
  private static final int NIL = 106;

  /// Deeper than any payload, so that a hostile one does not overflow the stack.
  private static final int DEEPEST = 64;

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ByteBuffer from;

  private TermReader(ByteBuffer from) {
    this.from = from;
  }

  /// @throws IOException if it is not a term, or not one that a payload may contain
  static JsonNode read(byte[] term) throws IOException {
    var reader = new TermReader(ByteBuffer.wrap(term));
    try {
      if (reader.unsigned() != VERSION) {
        throw new IOException("another version");
      }
      JsonNode read = reader.value(DEEPEST);
      if (reader.from.hasRemaining()) {
        throw new IOException("more than one term");
      }
      return read;
    } catch (BufferUnderflowException cutOff) {
      throw (EOFException) new EOFException("cut off").initCause(cutOff);
    }
  }

  /// @param levels how much deeper it may be
  private JsonNode value(int levels) throws IOException {
    if (levels == 0) {
      throw new IOException("too deep");
    }
    int tag = unsigned();
    return switch (tag) {
      case 70 -> JSON.numberNode(from.getDouble());
      case 97 -> JSON.numberNode(unsigned());
      case 98 -> JSON.numberNode(from.getInt());
      case 100, 118 -> atom(text(Short.toUnsignedInt(from.getShort())));
      case 115, 119 -> atom(text(unsigned()));
      case 104 -> items(unsigned(), levels);
      case 105 -> items(from.getInt(), levels);
      case NIL -> JSON.arrayNode();
      case 107 -> string(Short.toUnsignedInt(from.getShort()));
      case 108 -> list(from.getInt(), levels);
      case BINARY -> JSON.textNode(text(from.getInt()));
      case 110 -> integer(unsigned());
      case 116 -> map(from.getInt(), levels);
      default -> throw new IOException("tag " + tag);
    };
  }

  private int unsigned() {
    return Byte.toUnsignedInt(from.get());
  }

  private byte[] bytes(int length) throws IOException {
    checkLength(length);
    var bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  /// Each element takes at least one byte.
  private void checkLength(int length) throws IOException {
    if (length < 0 || length > from.remaining()) {
      throw new EOFException("cut off");
    }
  }

  private String text(int length) throws IOException {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  private static JsonNode atom(String name) {
    return switch (name) {
      case "nil", "null" -> JSON.nullNode();
      case "true", "false" -> JSON.booleanNode(name.equals("true"));
      default -> JSON.textNode(name);
    };
  }

  private JsonNode integer(int length) throws IOException {
    int sign = unsigned() == 0 ? 1 : -1;
    byte[] bytes = bytes(length);
    var highestFirst = new byte[length];
    for (int i = 0; i < length; i++) {
      highestFirst[length - 1 - i] = bytes[i];
    }
    BigInteger size = new BigInteger(1, highestFirst);
    BigInteger number = sign < 0 ? size.negate() : size;
    return number.bitLength() < Long.SIZE
        ? JSON.numberNode(number.longValue())
        : JSON.numberNode(number);
  }

  /// A list of numbers below 256.
  private JsonNode string(int length) throws IOException {
    ArrayNode list = JSON.arrayNode();
    for (byte item : bytes(length)) {
      list.add(Byte.toUnsignedInt(item));
    }
    return list;
  }

  private JsonNode list(int length, int levels) throws IOException {
    JsonNode items = items(length, levels);
    if (unsigned() != NIL) {
      throw new IOException("an improper list");
    }
    return items;
  }

  private JsonNode items(int length, int levels) throws IOException {
    checkLength(length);
    ArrayNode list = JSON.arrayNode();
    for (int i = 0; i < length; i++) {
      list.add(value(levels - 1));
    }
    return list;
  }

  private JsonNode map(int length, int levels) throws IOException {
    checkLength(length);
    ObjectNode map = JSON.objectNode();
    for (int i = 0; i < length; i++) {
      if (unsigned() != BINARY) {
        throw new IOException("a name that is no binary");
      }
      String name = text(from.getInt());
      map.set(name, value(levels - 1));
    }
    return map;
  }
}
