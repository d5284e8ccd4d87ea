package dev.botswain.store.sqlite;

import java.sql.SQLException;

/// Work within a transaction.
interface Work<T> {
  T run(Rows rows) throws SQLException;
}
