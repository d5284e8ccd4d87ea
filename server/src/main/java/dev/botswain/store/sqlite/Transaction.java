package dev.botswain.store.sqlite;

import java.sql.SQLException;

/// Work within one transaction.
interface Transaction<T> {
  T run(Rows rows) throws SQLException;
}
