package dev.botswain.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// One object: a line for each field, and a table for each list of objects.
final class Card {
  private Card() {}

  /// @param terminal null if the output is not a terminal
  static List<String> lines(JsonNode object, @Nullable Terminal terminal) {
    var lines = new ArrayList<String>();
    int width = 0;
    for (var field : flat("", object)) {
      width = Math.max(width, field.name().length());
    }
    for (Field field : flat("", object)) {
      if (isListOfObjects(field.value())) {
        lines.add("");
        lines.add(field.name() + ":");
        new Table(columns(field.value().get(0)))
            .lines(field.value(), terminal)
            .forEach(line -> lines.add("  " + line));
      } else {
        String blank = " ".repeat(width - field.name().length() + 2);
        lines.add(field.name() + blank + Column.text(field.value()));
      }
    }
    return lines;
  }

  private record Field(String name, JsonNode value) {}

  /// Lists of objects come last.
  private static List<Field> flat(String prefix, JsonNode object) {
    var single = new ArrayList<Field>();
    var lists = new ArrayList<Field>();
    for (var entry : object.properties()) {
      String name = prefix + words(entry.getKey());
      JsonNode value = entry.getValue();
      if (value.isObject()) {
        single.addAll(flat(name + " ", value));
      } else {
        (isListOfObjects(value) ? lists : single).add(new Field(name, value));
      }
    }
    single.addAll(lists);
    return single;
  }

  private static boolean isListOfObjects(JsonNode value) {
    return value.isArray() && value.path(0).isObject();
  }

  private static List<Column> columns(JsonNode row) {
    return row.properties().stream()
        .map(entry -> {
          String title = words(entry.getKey()).toUpperCase(Locale.ROOT);
          return entry.getValue().isNumber()
              ? Column.number(title, entry.getKey())
              : Column.text(title, entry.getKey());
        })
        .toList();
  }

  /// `lastEventAt` becomes `last event at`.
  private static String words(String name) {
    return Column.plain(
        name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", " ").replace('_', ' ').toLowerCase(Locale.ROOT));
  }
}
