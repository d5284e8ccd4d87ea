package dev.botswain.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The balancer of `single` keeps the port open while the one server behind it restarts.
class WaitingBalancerTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  @TempDir Path folder;
  private int port;
  private int server;
  private Process caddy;

  @BeforeEach
  void start() throws Exception {
    Path program =
        Stream.of("/usr/bin/caddy", "/usr/local/bin/caddy", "/opt/homebrew/bin/caddy")
            .map(Path::of)
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    String missing =
        "There is no caddy here. This installs it: apt-get install -y --no-install-recommends caddy";
    assertThat(program != null || !"true".equals(System.getenv("CI"))).as(missing).isTrue();
    assumeTrue(program != null, missing);
    port = freePort();
    server = freePort();
    Path file = Path.of("cluster", "balancer", "Caddyfile").toAbsolutePath();
    var builder =
        new ProcessBuilder(
                program.toString(), "run", "--config", file.toString(), "--adapter", "caddyfile")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile());
    var environment = builder.environment();
    environment.put("HOME", folder.toString());
    environment.put("XDG_DATA_HOME", folder.toString());
    environment.put("SITE", "http://127.0.0.1:" + port);
    environment.put("NODES", "127.0.0.1:" + server);
    var balancer = (Map<?, ?>) ComposeFile.SINGLE.service("balancer").get("environment");
    environment.put("WAIT", balancer.get("WAIT").toString());
    caddy = builder.start();
    while (!listens()) {
      assertThat(caddy.isAlive()).as(() -> log()).isTrue();
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (caddy != null) {
      caddy.destroy();
      caddy.waitFor();
    }
  }

  @Test
  void request_whileTheServerRestarts_waitsForIt() throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      CompletableFuture<HttpResponse<String>> answer =
          client.sendAsync(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/gateway")).build(),
              BodyHandlers.ofString());
      assertThatThrownBy(() -> answer.get(1, TimeUnit.SECONDS))
          .isInstanceOf(TimeoutException.class);

      var botswain = HttpServer.create(new InetSocketAddress(LOOPBACK, server), 0);
      botswain.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
          });
      botswain.start();
      try {
        assertThat(answer.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      } finally {
        botswain.stop(0);
      }
    }
  }

  private boolean listens() {
    try (var socket = new Socket(LOOPBACK, port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return e.toString();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }
}
