package dev.botswain.docs;

import dev.botswain.testing.PemFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.opentest4j.TestAbortedException;

/// A proxy with the configuration that `docs/proxies.md` quotes, or that of `deploy/cluster`, with
/// other ports and certificates.
final class Proxy implements AutoCloseable {
  private static final Path PAGE = Path.of("..", "docs", "proxies.md");
  private static final Path BALANCER_FILE =
      Path.of("..", "deploy", "cluster", "balancer", "Caddyfile");

  /// A port where nobody listens.
  private static final String DEAD = "127.0.0.1:1";

  /// The proxies, each with its Debian package.
  enum Kind {
    NGINX("nginx", "nginx-light"),
    CADDY("caddy", "caddy"),
    /// In front of several nodes, of which one alone is there.
    BALANCER("caddy", "caddy");

    private final String program;
    private final String debian;

    Kind(String program, String debian) {
      this.program = program;
      this.debian = debian;
    }

    private String quoted() throws IOException {
      if (this == BALANCER) {
        return Files.readString(BALANCER_FILE);
      }
      var block =
          Pattern.compile("```" + program + "\n(.*?)```", Pattern.DOTALL)
              .matcher(Files.readString(PAGE));
      if (!block.find()) {
        throw new AssertionError("the page quotes nothing for " + program);
      }
      return block.group(1);
    }

    private String configuration(Path folder, int port, String backend, PemFiles files)
        throws IOException {
      return switch (this) {
        case BALANCER -> balancer(folder, port, backend, files);
        case NGINX ->
            """
            daemon off;
            pid %1$s/nginx.pid;
            events {}
            http {
            access_log off;
            client_body_temp_path %1$s/body;
            proxy_temp_path %1$s/proxy;
            fastcgi_temp_path %1$s/fastcgi;
            uwsgi_temp_path %1$s/uwsgi;
            scgi_temp_path %1$s/scgi;
            %2$s
            }
            """
                .formatted(
                    folder,
                    replaced(
                        replaced(
                            replaced(
                                onPort(backend), "listen 443 ", "listen 127.0.0.1:" + port + " "),
                            "/etc/letsencrypt/live/bots.example.org/fullchain.pem",
                            files.certificate().toString()),
                        "/etc/letsencrypt/live/bots.example.org/privkey.pem",
                        files.key().toString()));
        case CADDY ->
            """
            {
                admin off
                auto_https disable_redirects
                storage file_system %s/caddy
            }
            """
                    .formatted(folder)
                + replaced(onPort(backend), "bots.example.org {", site(port, files));
      };
    }

    private String onPort(String backend) throws IOException {
      return replaced(quoted(), "127.0.0.1:8080", backend);
    }

    private static String site(int port, PemFiles files) {
      return "https://localhost:%s {\n    tls %s %s"
          .formatted(port, files.certificate(), files.key());
    }

    private String balancer(Path folder, int port, String backend, PemFiles files)
        throws IOException {
      var nodes =
          replaced(quoted(), "{$NODES:node1:8080 node2:8080 node3:8080}", DEAD + " " + backend);
      var site = replaced(nodes, "{$SITE::8080} {", site(port, files));
      return replaced(
          site,
          "admin off",
          "admin off\nauto_https disable_redirects\nstorage file_system %s/caddy"
              .formatted(folder));
    }

    private List<String> command(Path folder, Path configuration) {
      return switch (this) {
        case NGINX ->
            List.of(
                path(), "-p", folder.toString(), "-e", "stderr", "-c", configuration.toString());
        case CADDY, BALANCER ->
            List.of(path(), "run", "--config", configuration.toString(), "--adapter", "caddyfile");
      };
    }

    /// Debian has nginx where only root looks.
    private String path() {
      return List.of("/usr/sbin/", "/usr/bin/", "/usr/local/bin/", "/opt/homebrew/bin/").stream()
          .map(folder -> folder + program)
          .filter(file -> Files.isExecutable(Path.of(file)))
          .findFirst()
          .orElseThrow(this::leftOut);
    }

    private RuntimeException leftOut() {
      var why =
          "There is no %s here. This installs it: apt-get install -y --no-install-recommends %s"
              .formatted(program, debian);
      if ("true".equals(System.getenv("CI"))) {
        throw new AssertionError(why);
      }
      System.out.println("Left out: the test with " + program + ". " + why);
      return new TestAbortedException(why);
    }

    private static String replaced(String text, String old, String now) {
      if (!text.contains(old)) {
        throw new AssertionError("it does not say: " + old);
      }
      return text.replace(old, now);
    }
  }

  private final Process process;
  private final int port;

  private Proxy(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Returns when it listens.
  ///
  /// @param folder for its files
  /// @param port to listen on
  /// @param backend host and port of the server
  static Proxy start(Kind kind, Path folder, int port, String backend, PemFiles files)
      throws IOException {
    var configuration = folder.resolve(kind.program + ".conf");
    Files.writeString(configuration, kind.configuration(folder, port, backend, files));
    var log = folder.resolve(kind.program + ".log");
    var builder =
        new ProcessBuilder(kind.command(folder, configuration))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("HOME", folder.toString());
    builder.environment().put("XDG_DATA_HOME", folder.toString());
    var proxy = new Proxy(builder.start(), port);
    try {
      Awaitility.await()
          .atMost(20, TimeUnit.SECONDS)
          .pollInterval(20, TimeUnit.MILLISECONDS)
          .until(() -> !proxy.process.isAlive() || proxy.listens());
      if (!proxy.process.isAlive()) {
        throw new AssertionError(kind.program + " ended: " + Files.readString(log));
      }
      return proxy;
    } catch (RuntimeException | Error e) {
      proxy.close();
      throw e;
    }
  }

  private boolean listens() {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      throw new AssertionError("interrupted", e);
    }
  }
}
