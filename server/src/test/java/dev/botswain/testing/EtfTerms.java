package dev.botswain.testing;

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
import java.util.Map;

/// Erlang's external term format as the library erlpack writes and reads it, for a third-party
/// client of the gateway.
public final class EtfTerms {
  private static final ObjectMapper JSON = new ObjectMapper();

  private EtfTerms() {}

  public static byte[] of(String json) {
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
        out.writeByte(116);
        out.writeInt(node.size());
        for (var field : node.properties()) {
          text(out, field.getKey());
          write(out, field.getValue());
        }
      }
      case ARRAY -> {
        out.writeByte(108);
        out.writeInt(node.size());
        for (JsonNode item : node) {
          write(out, item);
        }
        out.writeByte(106);
      }
      case STRING -> text(out, node.textValue());
      case NUMBER -> {
        out.writeByte(98);
        out.writeInt(node.intValue());
      }
      case NULL, BOOLEAN -> {
        String atom = node.isNull() ? "nil" : node.toString();
        out.writeByte(115);
        out.writeByte(atom.length());
        out.writeBytes(atom);
      }
      default -> throw new AssertionError(node);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeByte(109);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  public static byte[] json(byte[] term) {
    var in = ByteBuffer.wrap(term);
    if (in.get() != (byte) 131) {
      throw new AssertionError("another version");
    }
    try {
      return JSON.writeValueAsBytes(read(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object read(ByteBuffer in) {
    int tag = in.get() & 0xFF;
    return switch (tag) {
      case 97 -> in.get() & 0xFF;
      case 98 -> in.getInt();
      case 110 -> {
        int length = in.get();
        int sign = in.get();
        long number = 0;
        for (int i = 0; i < length; i++) {
          number |= (in.get() & 0xFFL) << 8 * i;
        }
        yield sign == 0 ? number : -number;
      }
      case 70 -> in.getDouble();
      case 115 -> atom(text(in, in.get() & 0xFF));
      case 109 -> text(in, in.getInt());
      case 106 -> new ArrayList<>();
      case 108 -> {
        var list = new ArrayList<>();
        for (int left = in.getInt(); left > 0; left--) {
          list.add(read(in));
        }
        if (in.get() != 106) {
          throw new AssertionError("an improper list");
        }
        yield list;
      }
      case 116 -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int left = in.getInt(); left > 0; left--) {
          map.put((String) read(in), read(in));
        }
        yield map;
      }
      default -> throw new AssertionError("tag " + tag);
    };
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
