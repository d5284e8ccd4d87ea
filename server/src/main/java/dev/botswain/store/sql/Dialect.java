package dev.botswain.store.sql;

import dev.botswain.store.Together;
import java.util.Collection;
import java.util.stream.Collectors;

/// Where the SQL of databases differs.
public enum Dialect {
  SQLITE(
      "(SELECT value FROM json_each(?))",
      "SELECT value ->> 0 AS bot, value ->> 1 AS share FROM json_each(?)"),

  POSTGRES(
      "(SELECT value::bigint FROM json_array_elements_text(?::json))",
      "SELECT (value ->> 0)::bigint AS bot, (value ->> 1)::bigint AS share"
          + " FROM json_array_elements(?::json)");

  private final String numbers;
  private final String shares;

  Dialect(String numbers, String shares) {
    this.numbers = numbers;
    this.shares = shares;
  }

  /// What follows `IN`, with a parameter that [#numbers(Collection)] makes.
  public String numbers() {
    return numbers;
  }

  /// Numbers as a parameter.
  public static String numbers(Collection<Long> numbers) {
    return numbers.toString();
  }

  /// Selects bots and their shares, from a parameter that [#shares(Together)] makes.
  String shares() {
    return shares;
  }

  /// The parameter for it.
  static String shares(Together together) {
    return together.byBot().entrySet().stream()
        .map(bot -> "[" + bot.getKey() + "," + bot.getValue() + "]")
        .collect(Collectors.joining(",", "[", "]"));
  }
}
