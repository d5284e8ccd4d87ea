package dev.botswain.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Parses Discord's objects: snake case, ids as strings, unknown fields ignored.
public final class DiscordJson {
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .defaultSetterInfo(JsonSetter.Value.forContentNulls(Nulls.SKIP))
          .build();

  private DiscordJson() {}

  /// Binds an object.
  ///
  /// @throws MalformedAnswerException if the bytes do not have the expected form
  public static <T> T read(byte[] json, Class<T> type) {
    try {
      T value = MAPPER.readValue(json, type);
      if (value == null) {
        throw new MalformedAnswerException("null where something should be");
      }
      return value;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Binds an object that was parsed already.
  ///
  /// @throws MalformedAnswerException if it does not have the expected form
  public static <T> T read(JsonNode tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree, type);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Names the field, and no internal class.
  private static MalformedAnswerException unreadable(IOException e) {
    var place = new StringBuilder();
    if (e instanceof JsonMappingException wrong) {
      for (JsonMappingException.Reference step : wrong.getPath()) {
        if (step.getFieldName() == null) {
          place.append('[').append(step.getIndex()).append(']');
        } else {
          place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
        }
      }
    }
    return new MalformedAnswerException(
        (place.isEmpty() ? "it" : place.toString()) + " cannot be read", e);
  }

  /// Parses a tree, for data that is passed on without being kept.
  ///
  /// @throws MalformedAnswerException if the bytes are not JSON
  public static JsonNode tree(byte[] json) {
    return read(json, JsonNode.class);
  }

  /// The parsed tree, if it is an object.
  ///
  /// @throws MalformedAnswerException if it is not
  public static JsonNode requireObject(JsonNode tree) {
    if (!tree.isObject()) {
      throw new MalformedAnswerException("not an object");
    }
    return tree;
  }

  /// The parsed tree, if it is a list of objects.
  ///
  /// @throws MalformedAnswerException if it is not
  public static JsonNode requireObjects(JsonNode tree) {
    if (!tree.isArray()) {
      throw new MalformedAnswerException("not a list");
    }
    tree.forEach(DiscordJson::requireObject);
    return tree;
  }

  /// A set of permissions, of which the 64 bits that exist so far are kept.
  ///
  /// @throws MalformedAnswerException if it is not one
  public static long permissions(JsonNode set) {
    try {
      return PermissionBits.of(set.asText("0"));
    } catch (NumberFormatException e) {
      throw new MalformedAnswerException("not a set of permissions", e);
    }
  }

  /// Parses a list element by element, so that only the wanted part of each is kept.
  ///
  /// @throws MalformedAnswerException if the bytes are not a list
  public static <T> List<T> list(byte[] json, Element<T> element) {
    try (JsonParser parser = MAPPER.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_ARRAY) {
        throw new MalformedAnswerException("not a list");
      }
      var list = new ArrayList<T>();
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        list.add(element.read(parser));
      }
      return list;
    } catch (IOException e) {
      throw new MalformedAnswerException("not a list", e);
    }
  }

  /// Reads a parsed tree as if it were an element of a list.
  ///
  /// @throws MalformedAnswerException if it does not have the expected form
  public static <T> T element(JsonNode tree, Element<T> element) {
    try (JsonParser parser = tree.traverse(MAPPER)) {
      parser.nextToken();
      return element.read(parser);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Reads one element of a list, from its first token to its last.
  ///
  /// @param <T> what is kept of it
  @FunctionalInterface
  public interface Element<T> {
    T read(JsonParser parser) throws IOException;
  }

  /// An empty object, for a tree.
  public static ObjectNode object() {
    return MAPPER.createObjectNode();
  }

  /// An empty list, for a tree.
  public static ArrayNode list() {
    return MAPPER.createArrayNode();
  }

  /// Writes a tree.
  public static byte[] bytes(JsonNode tree) {
    try {
      return MAPPER.writeValueAsBytes(tree);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a tree can always be written", e);
    }
  }

  /// The id of an object, which some servers send whole.
  public static final class Id extends StdDeserializer<Long> {
    Id() {
      super(Long.class);
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      String text =
          parser.currentToken() == JsonToken.START_OBJECT
              ? parser.<JsonNode>readValueAsTree().path("id").asText()
              : parser.getText();
      try {
        return Long.parseLong(text);
      } catch (NumberFormatException e) {
        throw context.weirdStringException(text, Long.class, "not an id");
      }
    }
  }

  /// Permissions: a decimal string, of which the 64 bits that exist so far are kept.
  public static final class PermissionBits extends StdDeserializer<Long> {
    /// Far more than Discord's permissions have; parsing longer numbers would take too long.
    private static final int MOST_DIGITS = 100;

    PermissionBits() {
      super(Long.class);
    }

    @Override
    public Long getNullValue(DeserializationContext context) {
      return 0L;
    }

    @Override
    public Long deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
        return parser.getBigIntegerValue().longValue();
      }
      String text = parser.getText();
      try {
        return of(text);
      } catch (NumberFormatException e) {
        throw context.weirdStringException(text, Long.class, "not a set of permissions");
      }
    }

    private static long of(String text) {
      if (text.length() > MOST_DIGITS) {
        throw new NumberFormatException();
      }
      return text.length() < 19 ? Long.parseLong(text) : new BigInteger(text).longValue();
    }
  }
}
