package dev.botswain.store.postgres;

import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.postgresql.PGConnection;

/// Numbers as a parameter, in binary form.
final class Numbers {
  private Numbers() {}

  static Array of(Connection connection, long[] numbers) throws SQLException {
    return connection.unwrap(PGConnection.class).createArrayOf("int8", numbers);
  }

  static Array of(Connection connection, Collection<Long> numbers) throws SQLException {
    return of(connection, numbers.stream().mapToLong(number -> number).toArray());
  }
}
