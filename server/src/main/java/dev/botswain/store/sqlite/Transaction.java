package dev.botswain.store.sqlite;

import java.sql.SQLException;

/// What is done within one transaction.
interface Transaction<T> {
  T run(Rows rows) throws SQLException;
}
