package dev.botswain.store.sql;

import java.sql.Connection;
import java.sql.SQLException;

/// Reads from a connection.
public interface SqlQuery<T> {
  T run(Connection connection) throws SQLException;
}
