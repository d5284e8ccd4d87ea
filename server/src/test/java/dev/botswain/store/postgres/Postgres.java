package dev.botswain.store.postgres;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// An empty PostgreSQL database for a test, in a server that all tests of this JVM share and that
/// ends with it. Processes that a test starts can use it as well.
public final class Postgres implements AutoCloseable {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static @Nullable PostgresServer shared;

  private final PostgresServer server;
  private final String name;

  private Postgres(PostgresServer server, String name) {
    this.server = server;
    this.name = name;
  }

  /// Creates one, and starts the server if it is the first.
  public static Postgres create() {
    return in(shared());
  }

  private static synchronized PostgresServer shared() {
    if (shared == null) {
      shared = PostgresServer.start();
    }
    return shared;
  }

  static Postgres in(PostgresServer server) {
    var made = new Postgres(server, "botswain_" + NUMBER.incrementAndGet());
    made.asAdministrator("CREATE DATABASE " + made.name + " STRATEGY file_copy");
    return made;
  }

  /// Its URL, for `BOTSWAIN_STORE`.
  public String url() {
    return urlAt(server.port());
  }

  /// Its URL through a proxy on another port of 127.0.0.1.
  public String urlAt(int port) {
    return "postgresql://postgres:a-password-that-must-not-leak@127.0.0.1:%s/%s"
        .formatted(port, name);
  }

  public int port() {
    return server.port();
  }

  /// A connection to it, for what a test wants to look at or to break.
  public Connection connect() throws SQLException {
    return server.running().getDatabase("postgres", name).getConnection();
  }

  /// Executes a statement in it.
  public void execute(String sql) {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void asAdministrator(String sql) {
    try (Connection connection = server.running().getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Drops it, and ends whatever is connected to it.
  @Override
  public void close() {
    asAdministrator("DROP DATABASE IF EXISTS " + name + " WITH (FORCE)");
  }
}
