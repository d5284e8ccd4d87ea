package dev.botswain.sim.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/// Terms as the library erlpack, which Discord made for its clients, writes and reads them:
/// integers of more than 32 bits become texts.
///
/// Source: <https://github.com/discord/erlpack>.
final class Erlpack {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Erlpack() {}

  static byte[] pack(String json) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      out.writeByte(131);
      write(out, JSON.readTree(json));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, JsonNode node) throws IOException {
    switch (node.getNodeType()) {
      case OBJECT -> {
        out.writeByte('t');
        out.writeInt(node.size());
        for (var field : node.properties()) {
          binary(out, field.getKey());
          write(out, field.getValue());
        }
      }
      case ARRAY -> {
        out.writeByte('l');
        out.writeInt(node.size());
        for (var item : node) {
          write(out, item);
        }
        out.writeByte('j');
      }
      case STRING -> binary(out, node.textValue());
      case NUMBER -> {
        out.writeByte('b');
        out.writeInt(node.intValue());
      }
      default -> {
        String name = node.isNull() ? "nil" : node.asText();
        out.writeByte('s');
        out.writeByte(name.length());
        out.writeBytes(name);
      }
    }
  }

  private static void binary(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte('m');
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static String unpack(byte[] term) {
    var in = ByteBuffer.wrap(term);
    if (in.get() != (byte) 131) {
      throw new AssertionError("another version");
    }
    try {
      return JSON.writeValueAsString(read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object read(ByteBuffer in) {
    char tag = (char) in.get();
    return switch (tag) {
      case 'F' -> in.getDouble();
      case 'a' -> in.get() & 0xFF;
      case 'b' -> in.getInt();
      case 'd' -> atom(text(in, in.getShort()));
      case 'j' -> List.of();
      case 'k' -> {
        var list = new ArrayList<>();
        for (int left = in.getShort() & 0xFFFF; left > 0; left--) {
          list.add(in.get() & 0xFF);
        }
        yield list;
      }
      case 'l' -> {
        var list = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
          list.add(read(in));
        }
        if (in.get() != 'j') {
          throw new AssertionError("an improper list");
        }
        yield list;
      }
      case 'm' -> text(in, in.getInt());
      case 'n' -> big(in);
      case 't' -> {
        var map = new LinkedHashMap<String, Object>();
        for (int left = in.getInt(); left > 0; left--) {
          map.put((String) read(in), read(in));
        }
        yield map;
      }
      default -> throw new AssertionError("tag " + tag);
    };
  }

  private static Object big(ByteBuffer in) {
    int length = in.get();
    boolean negative = in.get() != 0;
    long number = 0;
    for (int i = 0; i < length; i++) {
      number |= (in.get() & 0xFFL) << 8 * i;
    }
    long signed = negative ? -number : number;
    return length <= 4 ? (Object) signed : String.valueOf(signed);
  }

  private static Object atom(String name) {
    return switch (name) {
      case "nil" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> name;
    };
  }

  private static String text(ByteBuffer in, int length) {
    var bytes = new byte[length];
    in.get(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
