package dev.botswain.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens to a server's store, and to the ways to it.
class DatabaseTest {
  @TempDir private Path folder;

  @Test
  void store_stoppedOrFrozenOrCut_doesNotAnswer() throws Exception {
    var vertx = Vertx.vertx();
    try (var database = Database.start(folder);
        var link = Link.open(vertx, "127.0.0.2", 0, database.port())) {
      String url =
          "jdbc:postgresql://127.0.0.2:%s/postgres?socketTimeout=1&connectTimeout=1&loginTimeout=1"
              .formatted(link.port());
      try (var connection = DriverManager.getConnection(url, "postgres", "any")) {
        connection.createStatement().execute("CREATE TABLE mine (id bigint)");
        connection.createStatement().execute("INSERT INTO mine VALUES (1)");
        link.cut();
        assertThatThrownBy(() -> connection.createStatement().execute("SELECT 1"))
            .isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "any"))
            .isInstanceOf(SQLException.class);
        link.heal();
      }
      database.freeze();
      assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "any"))
          .isInstanceOf(SQLException.class);
      database.thaw();
      database.stop();
      assertThatThrownBy(() -> DriverManager.getConnection(url, "postgres", "any"))
          .isInstanceOf(SQLException.class);
      database.startAgain();
      assertThat(database.ask(Long.class, "SELECT id FROM mine WHERE id = ?", 1L))
          .containsExactly(1L);
    } finally {
      vertx.close();
    }
  }
}
