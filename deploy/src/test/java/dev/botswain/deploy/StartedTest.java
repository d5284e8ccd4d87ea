package dev.botswain.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.Main;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A server with the environment that the chart or the compose file gives its container starts,
/// answers its probes and ends in time. Only its addresses, ports and folders are others, and it
/// reaches no Discord.
@Timeout(120)
class StartedTest {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void pod_ofTheChart_starts() throws Exception {
    var rendered = Chart.render("mode: sqlite");
    var container = rendered.container();
    long grace = rendered.pod().getSpec().getTerminationGracePeriodSeconds();

    starts(
        rendered.environment(),
        container.getStartupProbe().getHttpGet().getPath(),
        container.getReadinessProbe().getHttpGet().getPath(),
        grace);
  }

  @Test
  void container_ofTheComposeFile_starts() throws Exception {
    String check = ComposeFile.SINGLE.service("botswain").get("healthcheck").toString();
    assertThat(check).contains("http://127.0.0.1:8080/health/ready");

    starts(ComposeFile.SINGLE.environment("botswain"), "/health/live", "/health/ready", 60);
  }

  private void starts(Map<String, String> given, String live, String ready, long grace)
      throws Exception {
    int port = freePort();
    int operatorPort = freePort();
    var environment = new HashMap<>(given);
    environment.put("BOTSWAIN_HOST", "127.0.0.1");
    environment.put("BOTSWAIN_PORT", Integer.toString(port));
    environment.put("BOTSWAIN_OPERATOR_HOST", "127.0.0.1");
    environment.put("BOTSWAIN_OPERATOR_PORT", Integer.toString(operatorPort));
    environment.put("BOTSWAIN_DATA", folder.resolve("data").toString());
    environment.put("BOTSWAIN_DISCORD_API", "http://127.0.0.1:1/api/v10");
    Path log = folder.resolve("log");
    var builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve")
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process server = builder.start();
    try {
      while (status(port, live) != 200) {
        assertThat(server.isAlive()).as(Files.readString(log)).isTrue();
        LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
      }
      assertThat(status(port, ready)).isEqualTo(200);
      assertThat(status(operatorPort, "/metrics")).isEqualTo(200);
      assertThat(status(port, "/metrics")).isEqualTo(404);
      assertThat(status(port, "/api/operator/nodes")).isEqualTo(404);

      server.destroy();
      assertThat(server.waitFor(grace, TimeUnit.SECONDS)).isTrue();
      assertThat(server.exitValue()).isZero();
      String secret = environment.get("BOTSWAIN_SECRET_KEY");
      assertThat(List.of(secret, environment.get("BOTSWAIN_OPERATOR_KEY")))
          .noneMatch(Files.readString(log)::contains);
    } finally {
      server.destroyForcibly();
    }
  }

  /// 0 while nobody listens.
  private int status(int port, String path) throws IOException, InterruptedException {
    try {
      return client
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (ConnectException notYet) {
      return 0;
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }
}
