package dev.botswain.store.sql;

import dev.botswain.store.StoredEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads rows.
public final class Select {
  private Select() {}

  /// Turns a row into an object.
  public interface Row<T> {
    T of(ResultSet row) throws SQLException;
  }

  public static <T> List<T> list(Connection connection, String sql, Row<T> of, Object... parameters)
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
  public static <T> Optional<T> first(
      Connection connection, String sql, Row<T> of, Object... parameters) throws SQLException {
    return list(connection, sql, of, parameters).stream().findFirst();
  }

  public static void bind(PreparedStatement select, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      select.setObject(i + 1, parameters[i]);
    }
  }

  /// The event of a row that begins with its id, bot, type, time and data.
  public static StoredEvent event(ResultSet row) throws SQLException {
    return new StoredEvent(
        row.getLong(1), row.getLong(2), row.getString(3), row.getLong(4), row.getBytes(5));
  }
}
