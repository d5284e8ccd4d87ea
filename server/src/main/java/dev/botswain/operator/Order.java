package dev.botswain.operator;

import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collector;
import java.util.stream.Collectors;

/// The order of a list.
///
/// @param field the place of an entry, for the page after it
record Order(String field, Comparator<JsonObject> comparator) {
  static Order byText(String field) {
    return new Order(field, Comparator.comparing(entry -> entry.getString(field)));
  }

  /// Each entry once, by its place.
  Collector<JsonObject, ?, Map<String, JsonObject>> once() {
    return Collectors.toMap(entry -> entry.getString(field), entry -> entry, (one, _) -> one);
  }

  /// By a number that is written as text.
  static Order byNumber(String field) {
    return new Order(
        field,
        Comparator.comparing(
            entry -> Long.parseUnsignedLong(entry.getString(field)), Long::compareUnsigned));
  }
}
