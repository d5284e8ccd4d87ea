package dev.botswain.sim.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The fields of a body, of an object in a body, or of a query, read by type.
///
/// A reader returns null both for a field that is absent or null and for an invalid one. Errors are
/// recorded, and [#check] refuses the request with all of them at once. Texts that look like
/// numbers or booleans are accepted as such, as Discord does, so a query or a urlencoded body is
/// read like JSON. The codes and sentences are those that Discord was observed to send; it
/// documents only their form.
final class Form {
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,18}");
  private static final Pattern SNOWFLAKE = Pattern.compile("\\d{1,19}");

  private final JsonNode fields;
  private final List<String> path;
  private final FormErrors errors;

  private Form(JsonNode fields, List<String> path, FormErrors errors) {
    this.fields = fields;
    this.path = path;
    this.errors = errors;
  }

  /// A complete body.
  static Form of(JsonNode body) {
    if (!body.isObject()) {
      throw FormErrors.of(
          List.of(), "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
    }
    return new Form(body, List.of(), new FormErrors());
  }

  /// A body that is an array of objects, which all report into the same tree.
  static List<Form> listOf(JsonNode body) {
    if (!body.isArray()) {
      throw FormErrors.of(
          List.of(), "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
    }
    return elements(body, List.of(), new FormErrors());
  }

  /// Refuses the request if anything read so far, here or in any object of the same body, was
  /// invalid.
  void check() {
    errors.check();
  }

  /// Whether the field is present, possibly null.
  boolean has(String field) {
    return fields.has(field);
  }

  /// Whether the field is present and not null.
  boolean hasValue(String field) {
    return fields.hasNonNull(field);
  }

  /// The field's JSON as it arrived, or null.
  @Nullable JsonNode raw(String field) {
    return hasValue(field) ? fields.get(field) : null;
  }

  /// The JSON of all fields as they arrived.
  JsonNode raw() {
    return fields;
  }

  /// Records an error of a field.
  void wrong(String field, String code, String message) {
    errors.add(step(path, field), code, message);
  }

  /// Records an error of the whole object.
  void wrong(String code, String message) {
    errors.add(path, code, message);
  }

  /// Records an error if the field is absent or null.
  Form require(String field) {
    if (!hasValue(field)) {
      wrong(field, "BASE_TYPE_REQUIRED", "This field is required");
    }
    return this;
  }

  /// A text of `min` to `max` characters.
  @Nullable String text(String field, int min, int max) {
    JsonNode value = raw(field);
    if (value == null) {
      return null;
    }
    if (!value.isTextual() && !value.isNumber()) {
      wrong(field, "STRING_TYPE_CONVERT", "Could not interpret \"" + value + "\" as string.");
      return null;
    }
    String text = value.asText();
    int length = text.codePointCount(0, text.length());
    if (length < min || length > max) {
      if (min == 0) {
        wrong(field, "BASE_TYPE_MAX_LENGTH", "Must be " + max + " or fewer in length.");
      } else {
        wrong(
            field,
            "BASE_TYPE_BAD_LENGTH",
            "Must be between " + min + " and " + max + " in length.");
      }
      return null;
    }
    return text;
  }

  /// A whole number from `min` to `max`.
  @Nullable Long number(String field, long min, long max) {
    JsonNode value = raw(field);
    if (value == null) {
      return null;
    }
    if (!(value.isIntegralNumber() && value.canConvertToLong())
        && !(value.isTextual() && INTEGER.matcher(value.textValue()).matches())) {
      wrong(field, "NUMBER_TYPE_COERCE", "Value \"" + value.asText() + "\" is not int.");
      return null;
    }
    long number = value.isTextual() ? Long.parseLong(value.textValue()) : value.longValue();
    if (number < min) {
      wrong(field, "NUMBER_TYPE_MIN", "int value should be greater than or equal to " + min + ".");
      return null;
    }
    if (number > max) {
      wrong(field, "NUMBER_TYPE_MAX", "int value should be less than or equal to " + max + ".");
      return null;
    }
    return number;
  }

  /// A whole number from `min` to `max`; the default is `otherwise`.
  int number(String field, int min, int max, int otherwise) {
    Long number = number(field, min, max);
    return number == null ? otherwise : number.intValue();
  }

  /// One of a few whole numbers.
  @Nullable Integer choice(String field, int... choices) {
    Long number = number(field, Integer.MIN_VALUE, Integer.MAX_VALUE);
    if (number == null) {
      return null;
    }
    if (IntStream.of(choices).noneMatch(choice -> choice == number)) {
      String all =
          IntStream.of(choices).mapToObj(String::valueOf).collect(Collectors.joining(", "));
      wrong(field, "BASE_TYPE_CHOICES", "Value must be one of (" + all + ").");
      return null;
    }
    return number.intValue();
  }

  /// One of a few whole numbers, without which the rest cannot be parsed.
  ///
  /// @throws RequestRefused 50035 if it is absent or invalid
  int kind(String field, int... choices) {
    Integer kind = require(field).choice(field, choices);
    if (kind == null) {
      throw errors.refusal();
    }
    return kind;
  }

  /// A boolean; in texts also `1`, `0` and a capital first letter.
  @Nullable Boolean bool(String field) {
    JsonNode value = raw(field);
    if (value == null) {
      return null;
    }
    switch (value.asText().toLowerCase(Locale.ROOT)) {
      case "true", "1":
        return true;
      case "false", "0":
        return false;
      default:
        wrong(field, "BOOLEAN_TYPE_CONVERT", "Must be either true or false.");
        return null;
    }
  }

  /// A boolean; the default is false.
  boolean isTrue(String field) {
    return Boolean.TRUE.equals(bool(field));
  }

  /// An id.
  @Nullable Long snowflake(String field) {
    JsonNode value = raw(field);
    return value == null ? null : snowflake(value, step(path, field), errors);
  }

  /// A list of ids, at most `max`; empty if it is absent.
  List<Long> snowflakes(String field, int min, int max) {
    var ids = new ArrayList<Long>();
    List<JsonNode> values = list(field, min, max);
    for (int i = 0; i < values.size(); i++) {
      Long id = snowflake(values.get(i), step(step(path, field), Integer.toString(i)), errors);
      if (id != null) {
        ids.add(id);
      }
    }
    return ids;
  }

  /// A list of at most `max` texts of at most `longest` characters; empty if it is absent.
  List<String> texts(String field, int max, int longest) {
    var texts = new ArrayList<String>();
    for (JsonNode value : list(field, 0, max)) {
      if (!value.isTextual() || value.textValue().length() > longest) {
        wrong(field, "BASE_TYPE_MAX_LENGTH", "Must be " + longest + " or fewer in length.");
      }
      texts.add(value.asText());
    }
    return texts;
  }

  /// The ids in a query: one, or one for each occurrence of the parameter.
  Set<Long> listed(String field, int max) {
    JsonNode value = raw(field);
    if (value != null && value.isTextual()) {
      Long id = snowflake(field);
      return id == null ? Set.of() : Set.of(id);
    }
    return new HashSet<>(snowflakes(field, 0, max));
  }

  /// A set of permissions: a decimal text, or a number.
  @Nullable Long permissions(String field) {
    return number(field, 0, Long.MAX_VALUE);
  }

  /// A date and time (ISO 8601): in UTC if it has no offset, at midnight if it is only a date; a
  /// number is milliseconds since 1970.
  @Nullable Instant time(String field) {
    JsonNode value = raw(field);
    if (value != null && value.isIntegralNumber() && value.canConvertToLong()) {
      return Instant.ofEpochMilli(value.longValue());
    }
    String text = text(field, 0, 64);
    if (text == null) {
      return null;
    }
    try {
      return instant(text.strip());
    } catch (DateTimeException e) {
      wrong(field, "DATE_TIME_TYPE_PARSE", "Could not parse " + text + ". Should be ISO8601.");
      return null;
    }
  }

  private static Instant instant(String text) {
    if (text.indexOf(':') < 0) {
      return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    // Python writes a space for the T; a query turns the + of an offset into one.
    String iso = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) ", "$1T").replace(' ', '+');
    return switch (DateTimeFormatter.ISO_DATE_TIME.parseBest(
        iso, OffsetDateTime::from, LocalDateTime::from)) {
      case OffsetDateTime placed -> placed.toInstant();
      case LocalDateTime utc -> utc.toInstant(ZoneOffset.UTC);
      default -> throw new DateTimeException(text);
    };
  }

  /// An object.
  @Nullable Form object(String field) {
    JsonNode value = raw(field);
    return value == null ? null : element(value, step(path, field), errors);
  }

  /// A list of at most `max` objects; empty if it is absent.
  List<Form> objects(String field, int max) {
    return objects(field, 0, max);
  }

  /// A list of `min` to `max` objects; empty if it is absent.
  List<Form> objects(String field, int min, int max) {
    list(field, min, max);
    JsonNode value = raw(field);
    return value == null || !value.isArray()
        ? List.of()
        : elements(value, step(path, field), errors);
  }

  private List<JsonNode> list(String field, int min, int max) {
    JsonNode value = raw(field);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      wrong(field, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType");
      return List.of();
    }
    if (value.size() > max || value.size() < min) {
      if (min == 0) {
        wrong(field, "BASE_TYPE_MAX_LENGTH", "Must be " + max + " or fewer in length.");
      } else {
        wrong(
            field,
            "BASE_TYPE_BAD_LENGTH",
            "Must be between " + min + " and " + max + " in length.");
      }
      return List.of();
    }
    var values = new ArrayList<JsonNode>(value.size());
    value.forEach(values::add);
    return values;
  }

  private static List<Form> elements(JsonNode array, List<String> path, FormErrors errors) {
    var forms = new ArrayList<Form>();
    for (int i = 0; i < array.size(); i++) {
      Form form = element(array.get(i), step(path, Integer.toString(i)), errors);
      if (form != null) {
        forms.add(form);
      }
    }
    return forms;
  }

  private static @Nullable Form element(JsonNode value, List<String> path, FormErrors errors) {
    if (!value.isObject()) {
      errors.add(path, "MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType");
      return null;
    }
    return new Form(value, path, errors);
  }

  /// An id in a path.
  ///
  /// @throws RequestRefused 50035 if it is not valid
  static long snowflake(String text, String variable) {
    var errors = new FormErrors();
    Long id = snowflake(TextNode.valueOf(text), List.of(variable), errors);
    if (id == null) {
      throw errors.refusal();
    }
    return id;
  }

  private static @Nullable Long snowflake(JsonNode value, List<String> path, FormErrors errors) {
    if (value.isIntegralNumber() && value.canConvertToLong() && value.longValue() >= 0) {
      return value.longValue();
    }
    if (value.isTextual() && SNOWFLAKE.matcher(value.textValue()).matches()) {
      try {
        return Long.parseLong(value.textValue());
      } catch (NumberFormatException e) {
        // above 2^63 - 1, which will not be an id for a few hundred years
      }
    }
    errors.add(path, "NUMBER_TYPE_COERCE", "Value \"" + value.asText() + "\" is not snowflake.");
    return null;
  }

  private static List<String> step(List<String> path, String step) {
    var longer = new ArrayList<String>(path.size() + 1);
    longer.addAll(path);
    longer.add(step);
    return longer;
  }
}
