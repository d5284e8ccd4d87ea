package dev.botswain.relay.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// Parses what a client sends in Erlang's external term format into the equivalent JSON. Terms
/// without an equivalent, such as functions and references, cannot be parsed.
///
/// The input is at most as long as a client's message, so only its depth is bounded here.
///
/// Source: <https://www.erlang.org/doc/apps/erts/erl_ext_dist.html>.
final class EtfReader {
  private static final int FLOAT = 99;
  private static final int ATOM = 100;
  private static final int SMALL_TUPLE = 104;
  private static final int LARGE_TUPLE = 105;
  private static final int STRING = 107;
  private static final int ATOM_UTF8 = 118;
  private static final int SMALL_ATOM_UTF8 = 119;

  /// The length of the text of an old float, in bytes.
  private static final int FLOAT_TEXT = 31;

  private static final int DEEPEST = 32;
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final ByteBuffer from;

  private EtfReader(ByteBuffer from) {
    this.from = from;
  }

  /// It is not a term, or not one with an equivalent in JSON.
  static final class UnreadableException extends IOException {
    private static final long serialVersionUID = 1;

    private UnreadableException(String what) {
      super(what);
    }
  }

  /// @param term with the leading version
  static JsonNode read(byte[] term) throws UnreadableException {
    var from = ByteBuffer.wrap(term);
    try {
      if (Byte.toUnsignedInt(from.get()) != EtfWriter.VERSION) {
        throw new UnreadableException("another version");
      }
      JsonNode read = new EtfReader(from).value(0);
      if (from.hasRemaining()) {
        throw new UnreadableException("more than a term");
      }
      return read;
    } catch (BufferUnderflowException cutOff) {
      throw new UnreadableException("cut off");
    }
  }

  private JsonNode value(int depth) throws UnreadableException {
    if (depth > DEEPEST) {
      throw new UnreadableException("too deep");
    }
    int tag = unsignedByte();
    return switch (tag) {
      case EtfWriter.SMALL_INTEGER -> JSON.numberNode(unsignedByte());
      case EtfWriter.INTEGER -> JSON.numberNode(from.getInt());
      case EtfWriter.SMALL_BIG -> big(unsignedByte());
      case EtfWriter.NEW_FLOAT -> JSON.numberNode(from.getDouble());
      case FLOAT -> oldFloat();
      case EtfWriter.SMALL_ATOM, SMALL_ATOM_UTF8 -> atom(text(unsignedByte()));
      case ATOM, ATOM_UTF8 -> atom(text(Short.toUnsignedInt(from.getShort())));
      case EtfWriter.BINARY -> JSON.textNode(text(from.getInt()));
      case STRING -> smallNumbers(Short.toUnsignedInt(from.getShort()));
      case EtfWriter.NIL -> JSON.arrayNode();
      case EtfWriter.LIST -> list(from.getInt(), depth);
      case SMALL_TUPLE -> items(unsignedByte(), depth);
      case LARGE_TUPLE -> items(from.getInt(), depth);
      case EtfWriter.MAP -> map(from.getInt(), depth);
      default -> throw new UnreadableException("tag " + tag);
    };
  }

  private int unsignedByte() {
    return Byte.toUnsignedInt(from.get());
  }

  private byte[] bytes(int length) throws UnreadableException {
    if (length < 0 || length > from.remaining()) {
      throw new UnreadableException("cut off");
    }
    var bytes = new byte[length];
    from.get(bytes);
    return bytes;
  }

  private String text(int length) throws UnreadableException {
    return new String(bytes(length), StandardCharsets.UTF_8);
  }

  private static JsonNode atom(String name) {
    return switch (name) {
      case "nil", "null", "undefined" -> JSON.nullNode();
      case "true" -> JSON.booleanNode(true);
      case "false" -> JSON.booleanNode(false);
      default -> JSON.textNode(name);
    };
  }

  private JsonNode big(int length) throws UnreadableException {
    boolean negative = unsignedByte() != 0;
    byte[] lowestFirst = bytes(length);
    var highestFirst = new byte[length];
    for (int i = 0; i < length; i++) {
      highestFirst[i] = lowestFirst[length - 1 - i];
    }
    var size = new BigInteger(1, highestFirst);
    return JSON.numberNode(negative ? size.negate() : size);
  }

  private JsonNode oldFloat() throws UnreadableException {
    try {
      return JSON.numberNode(Double.parseDouble(text(FLOAT_TEXT).replace("\0", "")));
    } catch (NumberFormatException none) {
      throw new UnreadableException("no float");
    }
  }

  /// A list of numbers up to 255 has a shorter form.
  private JsonNode smallNumbers(int length) throws UnreadableException {
    ArrayNode list = JSON.arrayNode();
    for (byte number : bytes(length)) {
      list.add(Byte.toUnsignedInt(number));
    }
    return list;
  }

  private JsonNode list(int length, int depth) throws UnreadableException {
    JsonNode items = items(length, depth);
    if (unsignedByte() != EtfWriter.NIL) {
      throw new UnreadableException("an improper list");
    }
    return items;
  }

  private JsonNode items(int length, int depth) throws UnreadableException {
    checkLength(length);
    ArrayNode list = JSON.arrayNode();
    for (int i = 0; i < length; i++) {
      list.add(value(depth + 1));
    }
    return list;
  }

  private JsonNode map(int length, int depth) throws UnreadableException {
    checkLength(length);
    ObjectNode map = JSON.objectNode();
    for (int i = 0; i < length; i++) {
      JsonNode name = value(depth + 1);
      if (!name.isValueNode()) {
        throw new UnreadableException("a name that is no text");
      }
      map.set(name.asText(), value(depth + 1));
    }
    return map;
  }

  /// Each item takes at least one byte.
  private void checkLength(int length) throws UnreadableException {
    if (length < 0 || length > from.remaining()) {
      throw new UnreadableException("cut off");
    }
  }
}
