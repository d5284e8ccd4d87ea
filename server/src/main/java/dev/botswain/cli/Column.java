package dev.botswain.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.function.Function;

/// A column of a table: its title, and how its cells are read from the API's JSON.
///
/// @param cell reads it from a row
record Column(String title, Kind kind, Function<JsonNode, String> cell) {
  private static final String[] SIZES = {"B", "KiB", "MiB", "GiB", "TiB"};

  enum Kind {
    /// Cut if a terminal is too narrow.
    TEXT,
    /// Never cut: it is there to be copied.
    ID,
    /// Never cut, and aligned to the right.
    NUMBER
  }

  static Column id(String title, String field) {
    return new Column(title, Kind.ID, row -> text(at(row, field)));
  }

  static Column text(String title, String field) {
    return new Column(title, Kind.TEXT, row -> text(at(row, field)));
  }

  static Column number(String title, String field) {
    return new Column(title, Kind.NUMBER, row -> text(at(row, field)));
  }

  static Column bytes(String title, String field) {
    return new Column(
        title,
        Kind.NUMBER,
        row -> at(row, field).isNumber() ? bytes(at(row, field).asLong()) : "-");
  }

  /// A cell that is put together from several fields.
  static Column of(String title, Function<JsonNode, String> cell) {
    return new Column(title, Kind.TEXT, cell);
  }

  /// A field, or one of an object within, as `lag.events`.
  static JsonNode at(JsonNode row, String field) {
    return row.at(JsonPointer.compile("/" + field.replace('.', '/')));
  }

  /// A value as people read it. Nothing in it can control a terminal.
  static String text(JsonNode value) {
    if (value.isMissingNode() || value.isNull()) {
      return "-";
    }
    if (value.isArray()) {
      var all = new StringBuilder();
      value.forEach(one -> all.append(all.isEmpty() ? "" : ", ").append(text(one)));
      return all.isEmpty() ? "-" : all.toString();
    }
    if (value.isObject()) {
      var all = new StringBuilder();
      value
          .properties()
          .forEach(one ->
              all.append(all.isEmpty() ? "" : " ")
                  .append(plain(one.getKey()))
                  .append('=')
                  .append(text(one.getValue())));
      return all.isEmpty() ? "-" : all.toString();
    }
    return plain(value.isTextual() ? value.asText() : value.toString());
  }

  /// The same without control characters: names come from strangers.
  static String plain(String text) {
    var plain = new StringBuilder(text.length());
    text.codePoints().map(c -> isHarmful(c) ? '\ufffd' : c).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isHarmful(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> false;
    };
  }

  static String bytes(long bytes) {
    double size = bytes;
    int unit = 0;
    while (size >= 1024 && unit < SIZES.length - 1) {
      size /= 1024;
      unit++;
    }
    return unit == 0
        ? bytes + " B"
        : String.format(Locale.ROOT, size < 10 ? "%.1f %s" : "%.0f %s", size, SIZES[unit]);
  }
}
