package dev.botswain.store.sqlite;

import java.sql.Connection;
import java.sql.SQLException;

/// Reads from a connection.
interface SqlQuery<T> {
  T run(Connection connection) throws SQLException;
}
