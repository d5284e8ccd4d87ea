package dev.botswain.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import dev.botswain.error.RequestRefusedException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/// Parses JSON from untrusted callers (RFC 8259): UTF-8 only, one value, no duplicate name in an
/// object, nothing nested deeper than [#DEEPEST], no number that is longer or larger than useful,
/// no more values than [#MOST_VALUES].
public final class JsonText {
  static final int DEEPEST = 32;
  private static final int LONGEST_NUMBER = 40;
  private static final int LONGEST_NAME = 256;

  /// Enough for a hundred commands with all their options and choices, and a bound on the memory
  /// for a body of the shortest values: a hundred bytes for each.
  static final int MOST_VALUES = 50_000;

  private static final int AT_ONCE = 64;

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxNumberLength(LONGEST_NUMBER)
                  .maxNameLength(LONGEST_NAME)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private final LongPredicate room;
  private int values;

  private JsonText(LongPredicate room) {
    this.room = room;
  }

  /// @return a JsonObject, JsonArray, String, Number, Boolean or null
  /// @throws RequestRefusedException if it is not JSON, or exceeds a bound
  public static @Nullable Object parse(Buffer bytes) {
    return parse(bytes, _ -> true);
  }

  /// The same, and reports how many values are parsed, in groups: an object or a list with
  /// everything in it.
  ///
  /// @param room whether there is room for this many more
  /// @throws RequestRefusedException also if there is none
  static @Nullable Object parse(Buffer bytes, LongPredicate room) {
    return new JsonText(room).read(bytes);
  }

  private @Nullable Object read(Buffer bytes) {
    try (var parser = JSON.createParser(text(bytes))) {
      var first = parser.nextToken();
      if (first == null) {
        throw refusal("must be JSON, but holds only white space");
      }
      var value = value(parser, first);
      if (parser.nextToken() != null) {
        throw refusal("must be one JSON value; there is more after it" + at(parser));
      }
      return value;
    } catch (StreamConstraintsException e) {
      throw refusal(
          "must be JSON with at most %s levels, names of %s and numbers of %s characters"
              .formatted(DEEPEST, LONGEST_NAME, LONGEST_NUMBER));
    } catch (JsonProcessingException e) {
      throw refusal(
          e.getOriginalMessage().startsWith("Duplicate field")
              ? "must not have a name twice in an object" + at(e.getLocation())
              : "must be JSON; the error is" + at(e.getLocation()));
    } catch (IOException e) {
      throw new UncheckedIOException("memory refused to be read", e);
    }
  }

  private static String text(Buffer bytes) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes.getBytes()))
          .toString();
    } catch (CharacterCodingException e) {
      throw refusal("must be in UTF-8");
    }
  }

  private @Nullable Object value(JsonParser parser, JsonToken token) throws IOException {
    count(parser);
    return switch (token) {
      case START_OBJECT -> {
        var object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          var name = parser.currentName();
          object.put(name, value(parser, parser.nextToken()));
        }
        yield object;
      }
      case START_ARRAY -> {
        var array = new JsonArray();
        for (var next = parser.nextToken();
            next != JsonToken.END_ARRAY;
            next = parser.nextToken()) {
          array.add(value(parser, next));
        }
        yield array;
      }
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getNumberValue();
      case VALUE_NUMBER_FLOAT -> {
        double number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
          throw refusal("must not have numbers this large" + at(parser));
        }
        yield number;
      }
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new IllegalStateException("no value begins with " + token);
    };
  }

  /// Before the value is created.
  private void count(JsonParser parser) {
    if (values == MOST_VALUES) {
      throw refusal("must have at most %s values".formatted(MOST_VALUES) + at(parser));
    }
    if (values++ % AT_ONCE == 0 && !room.test(AT_ONCE)) {
      throw Memory.full();
    }
  }

  private static String at(JsonParser parser) {
    return at(parser.currentTokenLocation());
  }

  private static String at(JsonLocation location) {
    return " at line %s, column %s".formatted(location.getLineNr(), location.getColumnNr());
  }

  private static RequestRefusedException refusal(String expectation) {
    return RequestRefusedException.field("body", expectation);
  }
}
