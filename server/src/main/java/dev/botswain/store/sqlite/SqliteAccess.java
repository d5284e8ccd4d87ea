package dev.botswain.store.sqlite;

import dev.botswain.store.AccessStore;
import dev.botswain.store.Change;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.Optional;

/// Who may use the server: a row of the table `meta`.
final class SqliteAccess implements AccessStore {
  private static final String OPERATOR_KEY = "operator_key";

  private final Reader reader;

  SqliteAccess(Reader reader) {
    this.reader = reader;
  }

  @Override
  public Future<Optional<String>> operatorKey() {
    return reader.readVital(connection ->
        Select.first(
            connection,
            "SELECT value FROM meta WHERE name = ?",
            row -> row.getString(1),
            OPERATOR_KEY));
  }

  static void write(Statements to, Change.OfAccess change) throws SQLException {
    switch (change) {
      case Change.PutOperatorKey(String hash) ->
          to.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", OPERATOR_KEY, hash);
    }
  }
}
