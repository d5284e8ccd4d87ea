package dev.botswain.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import org.junit.jupiter.api.Test;

/// The databases that other tests use.
class PostgresTest {
  @Test
  void create_twice_areTwoDatabases() throws Exception {
    try (var one = Postgres.create();
        var other = Postgres.create()) {
      one.execute("CREATE TABLE mine (id bigint)");

      assertThat(other.url()).isNotEqualTo(one.url());
      try (var connection =
              DriverManager.getConnection(
                  "jdbc:postgresql://127.0.0.1:"
                      + other.port()
                      + other.url().replaceAll(".*/", "/"),
                  "postgres",
                  "any");
          var tables = connection.getMetaData().getTables(null, null, "mine", null)) {
        assertThat(tables.next()).isFalse();
      }
    }
  }

  @Test
  void stopAndStartAgain_data_isThere() throws Exception {
    try (var server = PostgresServer.start();
        var database = server.create()) {
      database.execute("CREATE TABLE mine (id bigint)");
      server.stop();
      server.startAgain();

      database.execute("SELECT * FROM mine");
    }
  }
}
