package dev.botswain.store.sqlite;

import dev.botswain.store.StoredEvent;
import dev.botswain.store.Together;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Reads rows.
final class Select {
  /// A table of bots and their shares, from the parameter that [#shares] makes.
  static final String SHARES = "SELECT value ->> 0 AS bot, value ->> 1 AS share FROM json_each(%s)";

  private Select() {}

  /// Turns a row into an object.
  interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  static <T> List<T> list(Connection connection, String sql, Row<T> of, Object... parameters)
      throws SQLException {
    var found = new ArrayList<T>();
    try (var select = connection.prepareStatement(sql)) {
      bind(select, parameters);
      try (ResultSet row = select.executeQuery()) {
        while (row.next()) {
          found.add(of.of(row));
        }
      }
    }
    return found;
  }

  /// The first row, if there is one.
  static <T> Optional<T> first(Connection connection, String sql, Row<T> of, Object... parameters)
      throws SQLException {
    return list(connection, sql, of, parameters).stream().findFirst();
  }

  static void bind(PreparedStatement select, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      select.setObject(i + 1, parameters[i]);
    }
  }

  static String shares(Together together) {
    return together.byBot().entrySet().stream()
        .map(bot -> "[" + bot.getKey() + "," + bot.getValue() + "]")
        .collect(Collectors.joining(",", "[", "]"));
  }

  /// Numbers as a parameter: `IN (SELECT value FROM json_each(?))`.
  static String numbers(Collection<Long> numbers) {
    return numbers.toString();
  }

  /// The event of a row that begins with its id, bot, type, time and data.
  static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getBytes(5));
  }
}
