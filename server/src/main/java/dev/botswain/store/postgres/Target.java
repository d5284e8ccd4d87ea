package dev.botswain.store.postgres;

import dev.botswain.config.DatabaseUrl;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.UUID;

/// The database, and how this process connects to it. No connection waits forever: for the network,
/// a lock or a statement.
final class Target {
  private static final Duration CONNECT = Duration.ofSeconds(3);

  private final DatabaseUrl url;
  private final String process = UUID.randomUUID().toString();

  Target(DatabaseUrl url) {
    this.url = url;
  }

  /// Without user and password, for people.
  String name() {
    return url.jdbc().replaceFirst("^jdbc:", "").replaceFirst("\\?.*", "");
  }

  String jdbc() {
    return url.jdbc();
  }

  /// A part of the names of all connections of this process ([#nameOf]).
  String process() {
    return process;
  }

  /// What the server calls connections of this process, so that others can end them.
  String nameOf(String purpose) {
    return "botswain " + process + " " + purpose;
  }

  /// @param purpose a part of its name
  /// @param timeout for an answer of the server; whole seconds
  Connection connect(String purpose, Duration timeout) throws SQLException {
    Connection connection =
        new org.postgresql.Driver().connect(url.jdbc(), properties(purpose, timeout));
    if (connection == null) {
      throw new SQLException("no URL of PostgreSQL");
    }
    try (var statement = connection.createStatement()) {
      statement.execute(COMMIT_SAFELY);
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }

  /// Whatever the server's default is, a commit that was reported survives a crash of the server.
  static final String COMMIT_SAFELY =
      "SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') = 'off'";

  Properties properties(String purpose, Duration timeout) {
    var properties = new Properties();
    properties.setProperty("user", url.user());
    properties.setProperty("password", url.password().value());
    properties.setProperty("ApplicationName", nameOf(purpose));
    Duration connect = timeout.compareTo(CONNECT) < 0 ? timeout : CONNECT;
    properties.setProperty("connectTimeout", String.valueOf(connect.toSeconds()));
    properties.setProperty("socketTimeout", String.valueOf(timeout.toSeconds()));
    properties.setProperty("tcpKeepAlive", "true");
    properties.setProperty("prepareThreshold", "2");
    // The server gives up first, so that nothing goes on there that is not waited for here.
    long server = timeout.toMillis() * 9 / 10;
    properties.setProperty(
        "options",
        "-c statement_timeout=%s -c lock_timeout=%s -c idle_in_transaction_session_timeout=%s"
            .formatted(server, server, timeout.toMillis()));
    return properties;
  }
}
