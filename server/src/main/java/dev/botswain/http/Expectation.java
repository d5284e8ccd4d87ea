package dev.botswain.http;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Puts a schema's requirement into words: `must be a whole number from 1 to 1000`. If a schema has
/// a pattern, `x-expected` beside it contains the words.
final class Expectation {
  private Expectation() {}

  static String of(JsonObject schema) {
    return "must be " + words(schema);
  }

  private static String words(JsonObject schema) {
    if (schema.containsKey("x-expected")) {
      return schema.getString("x-expected");
    }
    if (schema.containsKey("enum")) {
      return "one of " + listed(schema.getJsonArray("enum"));
    }
    if (schema.containsKey("const")) {
      return String.valueOf(schema.getValue("const"));
    }
    for (var choice : List.of("oneOf", "anyOf")) {
      if (schema.containsKey(choice)) {
        return schema.getJsonArray(choice).stream()
            .map(each -> words((JsonObject) each))
            .collect(Collectors.joining(" or "));
      }
    }
    return switch (schema.getValue("type")) {
      case JsonArray types ->
          types.stream()
              .map(type -> words(schema, String.valueOf(type)))
              .collect(Collectors.joining(" or "));
      case String type -> words(schema, type);
      case null, default -> "what the contract says";
    };
  }

  private static String words(JsonObject schema, String type) {
    return switch (type) {
      case "integer" -> "a whole number" + range(schema, "minimum", "maximum", "");
      case "number" -> "a number" + range(schema, "minimum", "maximum", "");
      case "boolean" -> "true or false";
      case "array" -> "a list" + range(schema, "minItems", "maxItems", " items");
      case "object" -> "an object";
      case "null" -> "null";
      case "string" ->
          "date-time".equals(schema.getString("format"))
              ? "a time in ISO 8601"
              : "text" + range(schema, "minLength", "maxLength", " characters");
      default -> type;
    };
  }

  private static String range(JsonObject schema, String low, String high, String unit) {
    var least = bound(schema, low);
    var most = bound(schema, high);
    var join = unit.isEmpty() ? " from " : " of ";
    if (least != null && most != null) {
      return join + least + " to " + most + unit;
    }
    if (least != null) {
      return " of at least " + least + unit(unit, least);
    }
    return most == null ? "" : " of at most " + most + unit(unit, most);
  }

  private static String unit(String many, String number) {
    return number.equals("1") && !many.isEmpty() ? many.substring(0, many.length() - 1) : many;
  }

  private static @Nullable String bound(JsonObject schema, String name) {
    var bound = schema.getNumber(name);
    return bound == null ? null : bound.toString();
  }

  private static String listed(JsonArray values) {
    return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
