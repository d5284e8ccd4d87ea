package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.botswain.limit.Limit;
import dev.botswain.testing.BotswainProcess;
import dev.botswain.testing.EndedProcess;
import dev.botswain.testing.PemFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Handshakes, and what they need.
class TlsTest {
  @TempDir static Path folder;
  private static PemFiles files;

  @BeforeAll
  static void make() {
    files = PemFiles.make(folder, "first");
  }

  static TestServer server(PemFiles with) {
    var server = new TestServer();
    with.settings().forEach((name, value) -> server.set(name.replace("BOTSWAIN_", ""), value));
    return server;
  }

  private static int get(HttpClient client, TestServer server) throws Exception {
    return client
        .send(
            HttpRequest.newBuilder(
                    URI.create("https://localhost:" + server.front().port() + "/api/channels"))
                .header("Authorization", "good-session")
                .build(),
            BodyHandlers.ofString())
        .statusCode();
  }

  @Test
  void certificate_withRsa_works() throws Exception {
    var other = PemFiles.make(folder, "rsa", "-keyalg", "RSA");
    try (var server = server(other).start();
        var client = other.client()) {
      assertThat(get(client, server)).isEqualTo(200);
    }
  }

  @Test
  void versions_olderThan12_areRefused() throws Exception {
    try (var server = server(files).start()) {
      assertThat(negotiated(server, "TLSv1.3")).isEqualTo("TLSv1.3");
      assertThat(negotiated(server, "TLSv1.2")).isEqualTo("TLSv1.2");
      assertThat(negotiated(server, "TLSv1.1")).isEqualTo("refused");
    }
  }

  private static String negotiated(TestServer server, String version) throws IOException {
    try (var socket = socket(server.front().port())) {
      socket.setEnabledProtocols(new String[] {version});
      socket.startHandshake();
      return socket.getSession().getProtocol();
    } catch (javax.net.ssl.SSLException refused) {
      return "refused";
    }
  }

  private static SSLSocket socket(int port) throws IOException {
    var socket =
        (SSLSocket)
            PemFiles.trusting(files)
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(10_000);
    return socket;
  }

  @Test
  void handshake_thatNeverEnds_isClosed() throws Exception {
    try (var server = server(files).set("REQUEST_TIMEOUT", "200ms").start();
        var silent = new Socket(InetAddress.getLoopbackAddress(), server.front().port());
        var half = new Socket(InetAddress.getLoopbackAddress(), server.front().port())) {
      half.getOutputStream().write(new byte[] {22, 3, 1, 2, 0, 1});
      for (var socket : List.of(silent, half)) {
        socket.setSoTimeout(10_000);
        assertThat(socket.getInputStream().read()).isLessThan(0);
      }
    }
  }

  /// HTTP/2 has begun when the client's first frame is here.
  @Test
  void handshake_withoutAFrameAfterIt_isClosed() throws Exception {
    try (var server = server(files).set("REQUEST_TIMEOUT", "300ms").start();
        var socket = socket(server.front().port())) {
      var parameters = socket.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2"});
      socket.setSSLParameters(parameters);
      socket.startHandshake();

      assertThat(rest(socket)).isLessThan(1_000);
    }
  }

  private static int rest(Socket socket) {
    try {
      return socket.getInputStream().readAllBytes().length;
    } catch (java.net.SocketTimeoutException open) {
      return Integer.MAX_VALUE;
    } catch (IOException reset) {
      return 0;
    }
  }

  /// Who has not finished a handshake counts as one that has named no session.
  @Test
  void handshakes_moreThanTheShare_oldestAreClosed() throws Exception {
    int share = Math.toIntExact(Limit.STRANGERS.share());
    var begun = new ArrayList<Socket>();
    try (var server = server(files).start();
        var client = files.client()) {
      for (int i = 0; i < share + 20; i++) {
        begun.add(new Socket(InetAddress.getLoopbackAddress(), server.front().port()));
      }

      await().untilAsserted(() -> assertThat(closed(begun)).isEqualTo(20));
      assertThat(get(client, server)).isEqualTo(200);
    } finally {
      for (var socket : begun) {
        socket.close();
      }
    }
  }

  private static int closed(List<Socket> sockets) throws IOException {
    int closed = 0;
    for (var socket : sockets) {
      socket.setSoTimeout(1);
      try {
        closed += socket.getInputStream().read() < 0 ? 1 : 0;
      } catch (java.net.SocketTimeoutException open) {
        // as most are
      } catch (IOException reset) {
        closed++;
      }
    }
    return closed;
  }

  /// The JDK can refuse it only for a whole process.
  @Test
  void renegotiation_byTheClient_isRefused() throws Exception {
    var settings =
        Map.of(
            "BOTSWAIN_HOST",
            "127.0.0.1",
            "BOTSWAIN_PORT",
            "0",
            "BOTSWAIN_DATA",
            "memory",
            "BOTSWAIN_TLS_CERT",
            files.certificate().toString(),
            "BOTSWAIN_TLS_KEY",
            files.key().toString());
    try (var server = BotswainProcess.start(settings);
        var socket = socket(URI.create(server.url()).getPort())) {
      assertThat(server.url()).startsWith("https://127.0.0.1:");
      socket.setEnabledProtocols(new String[] {"TLSv1.2"});
      socket.startHandshake();
      socket.startHandshake(); // Begins another one.

      socket.getOutputStream().write("GET / HTTP/1.1\r\nHost: a\r\n\r\n".getBytes());
      assertThat(rest(socket)).isZero();
    }
  }

  @Test
  void files_thatCannotBeUsed_areSaidAtStart() throws Exception {
    var other = PemFiles.make(folder, "other");
    var empty = Files.createFile(folder.resolve("empty"));
    var missing = folder.resolve("missing");
    record Case(Path certificate, Path key, String sentence) {}
    for (var each :
        List.of(
            new Case(
                files.certificate(),
                other.key(),
                "BOTSWAIN_TLS_KEY (%s) is not the key of the certificate in BOTSWAIN_TLS_CERT (%s)"
                    .formatted(other.key(), files.certificate())),
            new Case(
                missing,
                files.key(),
                "cannot read BOTSWAIN_TLS_CERT (%s): there is no such file".formatted(missing)),
            new Case(
                empty,
                files.key(),
                "BOTSWAIN_TLS_CERT (%s) has no certificate in PEM form".formatted(empty)),
            new Case(
                files.certificate(),
                empty,
                "BOTSWAIN_TLS_KEY (%s) has no RSA or EC key in PEM form".formatted(empty)))) {
      var files = new TlsFiles(each.certificate, each.key);

      org.assertj.core.api.Assertions.assertThatThrownBy(
              () -> files.read(io.vertx.core.Vertx.vertx()))
          .isInstanceOf(TlsUnusableException.class)
          .hasMessage(each.sentence);
    }
  }

  @Test
  void start_withUnusableFiles_saysWhyAndEnds() throws Exception {
    var ended =
        EndedProcess.run(
            Map.of(
                "BOTSWAIN_HOST",
                "127.0.0.1",
                "BOTSWAIN_PORT",
                "0",
                "BOTSWAIN_DATA",
                "memory",
                "BOTSWAIN_TLS_CERT",
                folder.resolve("nowhere").toString(),
                "BOTSWAIN_TLS_KEY",
                files.key().toString()),
            List.of());

    assertThat(ended.status()).isEqualTo(1);
    assertThat(ended.errors())
        .contains(
            "botswain: cannot start: cannot read BOTSWAIN_TLS_CERT (%s): there is no such file"
                .formatted(folder.resolve("nowhere")));
  }
}
