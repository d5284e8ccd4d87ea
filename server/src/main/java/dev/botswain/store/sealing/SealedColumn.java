package dev.botswain.store.sealing;

/// The columns whose values are encrypted. Only as one of these can a value be sealed, so a
/// rotation of the key finds all of them.
public enum SealedColumn {
  TOKEN("bots", "id", "token"),
  DEFINITION("webhooks", "id", "definition"),
  ANSWER("idempotency_keys", "key", "answer");

  private final String table;
  private final String key;
  private final String column;

  SealedColumn(String table, String key, String column) {
    this.table = table;
    this.key = key;
    this.column = column;
  }

  /// The owner of a value: only for it can the value be opened.
  ///
  /// @param row the primary key of its row
  public String owner(Object row) {
    return column + " of " + row;
  }

  /// Selects primary keys and values by primary key.
  ///
  /// @param from the condition on the key, such as `> ?`
  public String page(String from, int limit) {
    return "SELECT %1$s, %2$s FROM %3$s WHERE %1$s %4$s ORDER BY %1$s LIMIT %5$s"
        .formatted(key, column, table, from, limit);
  }

  /// Replaces a value, by the new one, the primary key, and the value that was read: what was
  /// changed meanwhile stays.
  public String replacement() {
    return "UPDATE %s SET %s = ? WHERE %s = ? AND %2$s = ?".formatted(table, column, key);
  }

  /// Its table and its own name.
  @Override
  public String toString() {
    return table + "." + column;
  }
}
