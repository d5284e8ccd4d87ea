package dev.botswain.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL server on a port of 127.0.0.1, with an empty database.
final class Database implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Path data;
  private final int port;
  private EmbeddedPostgres running;

  private Database(Path folder) throws IOException {
    this.data = folder.resolve("postgres");
    this.running = run(0);
    this.port = running.getPort();
  }

  /// Starts one with its data in a folder.
  static Database start(Path folder) throws IOException {
    return new Database(folder);
  }

  private EmbeddedPostgres run(int at) throws IOException {
    return EmbeddedPostgres.builder()
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        .setPort(at)
        .setPGStartupWait(PATIENCE)
        .setServerConfig("max_connections", "200")
        .setServerConfig("synchronous_commit", "on")
        .setLocaleConfig("locale", "C.UTF-8")
        .setLocaleConfig("encoding", "UTF8")
        .start();
  }

  int port() {
    return port;
  }

  /// The setting of a node that reaches it through a port of 127.0.0.1.
  static String url(int port) {
    return "postgresql://postgres:any@127.0.0.1:" + port + "/postgres";
  }

  /// Ends it as its service does: connections break.
  void stop() throws IOException {
    running.close();
  }

  /// Starts it again, on the same port with the same data.
  void startAgain() throws IOException {
    running = run(port);
  }

  /// Stops all its processes in the middle of whatever they do, until [#thaw].
  void freeze() throws IOException, InterruptedException {
    Signal.STOP.to(processes());
  }

  /// Lets them go on.
  void thaw() throws IOException, InterruptedException {
    Signal.CONT.to(processes());
  }

  private List<ProcessHandle> processes() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst());
    ProcessHandle parent =
        ProcessHandle.of(pid).orElseThrow(() -> new IOException("no process " + pid));
    var all = new ArrayList<>(List.of(parent));
    parent.descendants().forEach(all::add);
    return all;
  }

  /// What a query returns in its first column.
  <T> List<T> ask(Class<T> type, String sql, Object... values) throws SQLException {
    try (Connection connection = running.getPostgresDatabase().getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      var found = new ArrayList<T>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getObject(1, type));
        }
      }
      return found;
    }
  }

  @Override
  public void close() {
    try {
      stop();
    } catch (IOException e) {
      throw new IllegalStateException("PostgreSQL does not end", e);
    }
  }
}
