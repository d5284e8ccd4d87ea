package dev.botswain.store.sql;

import dev.botswain.store.StoreUnusableException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A stopped store that is copied, or the new one that it is copied into, as tables. What both have
/// in the same columns is copied as it is, secrets still sealed.
public abstract class CopyEnd implements AutoCloseable {
  private static final int ROWS = 500;

  private final Map<String, PreparedStatement> inserts = new HashMap<>();
  private final Map<String, Integer> waiting = new HashMap<>();

  /// Its name, for people.
  public abstract String name();

  /// The connection, within one transaction.
  protected abstract Connection connection();

  /// Selects the columns of a table, in an order in which they can be inserted.
  protected String select(CopiedTable table) {
    return "SELECT %s FROM %s%s"
        .formatted(
            String.join(", ", table.columns()),
            table.table(),
            table == CopiedTable.META ? " WHERE name = 'operator_key'" : "");
  }

  /// Inserts a row.
  protected void insert(CopiedTable table, @Nullable Object[] row) throws SQLException {
    insert(table.table(), table.columns(), row);
  }

  /// Inserts a row, with others of the same table.
  protected final void insert(String table, List<String> columns, @Nullable Object... row)
      throws SQLException {
    PreparedStatement insert = inserts.get(table);
    if (insert == null) {
      insert =
          connection()
              .prepareStatement(
                  "INSERT INTO %s (%s) VALUES (%s) ON CONFLICT DO NOTHING"
                      .formatted(
                          table,
                          String.join(", ", columns),
                          String.join(", ", Collections.nCopies(columns.size(), "?"))));
      inserts.put(table, insert);
    }
    for (int i = 0; i < row.length; i++) {
      insert.setObject(i + 1, row[i]);
    }
    insert.addBatch();
    if (waiting.merge(table, 1, Integer::sum) >= ROWS) {
      insert.executeBatch();
      waiting.put(table, 0);
    }
  }

  /// Writes what was inserted.
  protected void flush() throws SQLException {
    for (PreparedStatement insert : inserts.values()) {
      insert.executeBatch();
    }
    waiting.clear();
  }

  /// Completes and commits what was inserted.
  protected abstract void finish() throws SQLException;

  /// The number of a table's rows, as they are copied.
  final long count(CopiedTable table) throws SQLException {
    try (var statement = connection().createStatement();
        ResultSet row =
            statement.executeQuery("SELECT count(*) FROM (" + select(table) + ") AS counted")) {
      row.next();
      return row.getLong(1);
    }
  }

  /// Refuses a target that has anything in it.
  final void checkEmpty() throws SQLException {
    for (CopiedTable table : CopiedTable.values()) {
      if (table != CopiedTable.SEALING_KEYS && count(table) > 0) {
        throw new StoreUnusableException(
            "%s is not empty (it has %s): a store is only copied into a new one"
                .formatted(name(), table.table()));
      }
    }
  }

  @Override
  public abstract void close();
}
