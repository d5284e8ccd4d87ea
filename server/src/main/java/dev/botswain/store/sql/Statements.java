package dev.botswain.store.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The statements of the writer's connection, each prepared once. On the writer's thread.
public final class Statements {
  private final Connection connection;
  private final Dialect dialect;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  public Statements(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /// The SQL of the connection.
  public Dialect dialect() {
    return dialect;
  }

  /// A statement that inserts a row, or replaces the one with the same primary key. Its values are
  /// the key's and then the columns'.
  public static String put(String table, List<String> key, String... columns) {
    var all = new ArrayList<>(key);
    all.addAll(List.of(columns));
    return "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (%s) DO UPDATE SET %s"
        .formatted(
            table,
            String.join(", ", all),
            String.join(", ", Collections.nCopies(all.size(), "?")),
            String.join(", ", key),
            Stream.of(columns)
                .map(column -> column + " = excluded." + column)
                .collect(Collectors.joining(", ")));
  }

  public PreparedStatement prepare(String sql) throws SQLException {
    PreparedStatement known = prepared.get(sql);
    if (known == null) {
      known = connection.prepareStatement(sql);
      prepared.put(sql, known);
    }
    return known;
  }

  /// @return the number of changed rows
  public int execute(String sql, @Nullable Object... values) throws SQLException {
    return bound(sql, values).executeUpdate();
  }

  /// Whether a query has no rows.
  public boolean isEmpty(String sql, @Nullable Object... values) throws SQLException {
    try (ResultSet rows = bound(sql, values).executeQuery()) {
      return !rows.next();
    }
  }

  private PreparedStatement bound(String sql, @Nullable Object... values) throws SQLException {
    PreparedStatement statement = prepare(sql);
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case Long number -> statement.setLong(i + 1, number);
        case Integer number -> statement.setInt(i + 1, number);
        case String text -> statement.setString(i + 1, text);
        case byte[] bytes -> statement.setBytes(i + 1, bytes);
        case null -> statement.setObject(i + 1, null);
        default -> throw new IllegalArgumentException("no column holds this");
      }
    }
    return statement;
  }

  /// Closes all statements: the driver cannot reuse one that has failed.
  public void forget() {
    for (PreparedStatement statement : prepared.values()) {
      try {
        statement.close();
      } catch (SQLException e) {
        // It reports the failure that led here again.
      }
    }
    prepared.clear();
  }
}
