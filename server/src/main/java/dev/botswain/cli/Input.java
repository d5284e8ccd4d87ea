package dev.botswain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// A value that a command takes and its request carries.
///
/// @param field its name in the API
/// @param place where the request carries it
/// @param arg how it is written on the command line
record Input(String field, Place place, ArgSpec arg) {
  /// Stands for null.
  private static final Long NONE = Long.MIN_VALUE;

  enum Place {
    PATH,
    QUERY,
    BODY
  }

  /// The name of what the command is about, without an option's name before it.
  static Input path(int index, String field, String about) {
    return new Input(field, Place.PATH, positional(index, field, about));
  }

  /// A required value of the body, without an option's name before it.
  static Input word(int index, String field, String about) {
    return new Input(field, Place.BODY, positional(index, field, about));
  }

  private static PositionalParamSpec positional(int index, String field, String about) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .arity("1")
        .required(true)
        .paramLabel(label(field))
        .type(String.class)
        .description(about)
        .build();
  }

  static Input query(String option, String field, String about) {
    return new Input(field, Place.QUERY, option(option, field, String.class, about));
  }

  static Input queryFlag(String option, String field, String about) {
    return new Input(field, Place.QUERY, Commands.flag(option, about));
  }

  static Input body(String option, String field, String about) {
    return new Input(field, Place.BODY, option(option, field, String.class, about));
  }

  static Input number(String option, String field, String about) {
    return new Input(field, Place.BODY, option(option, field, Long.class, about));
  }

  /// A number in the object `quotas` of the body, or `none`.
  static Input quota(String option, String field, String about) {
    return new Input(
        "quotas." + field,
        Place.BODY,
        option(option, "N", Long.class, about + " `none` is for the server's own share.")
            .toBuilder()
            .converters(text -> text.equals("none") ? NONE : (Long) Long.parseLong(text))
            .build());
  }

  static Input flag(String option, String field, String about) {
    return new Input(field, Place.BODY, Commands.flag(option, about));
  }

  /// The same, and the command needs it.
  Input required() {
    return new Input(field, place, ((OptionSpec) arg).toBuilder().required(true).build());
  }

  private static OptionSpec option(String option, String field, Class<?> type, String about) {
    return OptionSpec.builder(option)
        .paramLabel(label(field))
        .type(type)
        .description(about)
        .build();
  }

  private static String label(String field) {
    return field.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toUpperCase(Locale.ROOT);
  }

  /// The query of a request, with a `?` before it; empty if there is none.
  static String queryOf(Input... inputs) {
    var query = new StringBuilder();
    for (Input input : inputs) {
      if (input.place == Place.QUERY && input.isGiven()) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(input.field)
            .append('=')
            .append(encoded(input.text()));
      }
    }
    return query.toString();
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// Whether it was given.
  boolean isGiven() {
    Object value = arg.getValue();
    return value != null && !value.equals(false);
  }

  String text() {
    Object value = arg.getValue();
    return String.valueOf(value);
  }

  JsonNode json() {
    Object value = arg.getValue();
    return switch (value) {
      case Boolean flag -> BooleanNode.valueOf(flag);
      case Integer number -> IntNode.valueOf(number);
      case Long number when number.equals(NONE) -> NullNode.instance;
      case Long number -> LongNode.valueOf(number);
      case List<?> all -> {
        var array = JsonNodeFactory.instance.arrayNode();
        all.forEach(one -> array.add(String.valueOf(one)));
        yield array;
      }
      default -> TextNode.valueOf(String.valueOf(value));
    };
  }
}
