package dev.botswain.http;

import dev.botswain.error.RequestRefusedException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/// One parameter of the contract: parses its text and reports what is wrong with it.
///
/// @param in `query`, `path` or `header`
/// @param otherwise the contract's default, absent if there is none
public record ParameterRule(
    String name,
    String in,
    boolean required,
    String type,
    @Nullable Object otherwise,
    SchemaCheck check,
    String expectation) {

  /// A longer number makes no sense, and would not fit.
  private static final int LONGEST_NUMBER = 18;

  static ParameterRule of(JsonObject parameter) {
    var schema = parameter.getJsonObject("schema");
    return new ParameterRule(
        parameter.getString("name"),
        parameter.getString("in"),
        parameter.getBoolean("required", false),
        schema.getString("type"),
        schema.getValue("default"),
        new SchemaCheck(schema),
        Expectation.of(schema));
  }

  /// @param text as it arrived, decoded; null if it is absent
  /// @return a String, Long or Boolean; null if it is absent and has no default
  /// @throws RequestRefusedException if it is missing or does not fit
  @Nullable Object read(@Nullable String text) {
    if (text == null) {
      if (required) {
        throw RequestRefusedException.field(name, "is required");
      }
      return otherwise;
    }
    Object value =
        switch (type) {
          case "integer" -> number(text);
          case "boolean" -> truth(text);
          default -> text;
        };
    check.check(name, value);
    return value;
  }

  private Long number(String text) {
    int digits = text.startsWith("-") ? text.length() - 1 : text.length();
    boolean plain = text.chars().skip(text.length() - digits).allMatch(c -> c >= '0' && c <= '9');
    if (!plain || digits < 1 || digits > LONGEST_NUMBER) {
      throw RequestRefusedException.field(name, expectation);
    }
    return Long.valueOf(text);
  }

  private Boolean truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw RequestRefusedException.field(name, expectation);
    };
  }
}
