package dev.botswain.store.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.commons.io.FileUtils;

/// A PostgreSQL server on a free port of 127.0.0.1. It takes any password.
public final class PostgresServer implements AutoCloseable {
  private static final int CONNECTIONS = 400;

  private final Path data;
  private final int port;
  private EmbeddedPostgres running;

  private PostgresServer(Path data) {
    this.data = data;
    this.running = run(0);
    this.port = running.getPort();
  }

  /// Starts one that ends with the JVM at the latest.
  public static PostgresServer start() {
    try {
      var server = new PostgresServer(Files.createTempDirectory("botswain-postgres"));
      Runtime.getRuntime().addShutdownHook(new Thread(server::close));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private EmbeddedPostgres run(int at) {
    try {
      // Nothing here has to outlive the machine; tests of what outlives processes need no fsync.
      return EmbeddedPostgres.builder()
          .setDataDirectory(data.resolve("data"))
          .setCleanDataDirectory(false)
          .setRegisterShutdownHook(false)
          .setPort(at)
          .setPGStartupWait(Duration.ofSeconds(60))
          .setServerConfig("fsync", "off")
          .setServerConfig("full_page_writes", "off")
          .setServerConfig("max_connections", String.valueOf(CONNECTIONS))
          .setServerConfig("max_wal_size", "256MB")
          .setLocaleConfig("locale", "C.UTF-8")
          .setLocaleConfig("encoding", "UTF8")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// An empty database.
  public Postgres create() {
    return Postgres.in(this);
  }

  int port() {
    return port;
  }

  EmbeddedPostgres running() {
    return running;
  }

  /// Ends it; its data stays.
  public void stop() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Starts it again after [#stop], on the same port.
  public void startAgain() {
    running = run(port);
  }

  /// Ends it, and deletes its data.
  @Override
  public void close() {
    stop();
    try {
      if (Files.exists(data)) {
        FileUtils.deleteDirectory(data.toFile());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
