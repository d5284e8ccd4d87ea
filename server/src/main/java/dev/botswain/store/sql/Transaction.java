package dev.botswain.store.sql;

import java.sql.SQLException;

/// Work within one transaction.
public interface Transaction<T> {
  T run(Rows rows) throws SQLException;
}
