package dev.botswain;

import static dev.botswain.testing.Botswain.TOKEN;
import static dev.botswain.testing.Botswain.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventSocket;
import dev.botswain.testing.Form;
import dev.botswain.testing.PemFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// The whole server with TLS, and a change of its certificate.
class TlsServerTest {
  private static final String CHANNEL = "1132915064832000005";

  @TempDir static Path folder;
  private static PemFiles first;
  private static PemFiles second;

  @BeforeAll
  static void make() {
    first = PemFiles.make(folder, "one");
    second = PemFiles.make(folder, "two");
  }

  @Test
  void everything_overTls_works() throws Exception {
    try (var botswain = Botswain.start(first)) {
      assertThat(botswain.url()).startsWith("https://127.0.0.1:");
      var login = botswain.login(TOKEN);
      assertThat(login.raw().version()).isEqualTo(HttpClient.Version.HTTP_2);
      var session = login.body().path("sessionId").asText();

      var stream =
          botswain
              .http()
              .send(
                  HttpRequest.newBuilder(
                          URI.create(botswain.url() + "/api/events?types=MESSAGE_CREATE"))
                      .header("Authorization", session)
                      .build(),
                  BodyHandlers.ofLines());
      assertThat(stream.version()).isEqualTo(HttpClient.Version.HTTP_2);
      try (var lines = stream.body();
          var socket = EventSocket.open(first.client(), botswain.url(), session, "")) {
        botswain.simPost("/sim/channels/" + CHANNEL + "/messages", Map.of("content", "Ahoy"));

        assertThat(lines.filter(line -> line.contains("MESSAGE_CREATE")).findFirst())
            .hasValueSatisfying(line -> assertThat(line).contains("Ahoy"));
        assertThat(socket.next().path("type").asText()).isEqualTo("MESSAGE_CREATE");
      }
      assertThat(botswain.get("/openapi.json", null).body().at("/servers/0/url").asText())
          .isEqualTo(botswain.url());
    }
  }

  @Test
  void relay_overTls_givesAnAddressWithTlsForItsGateway() throws Exception {
    try (var botswain = Botswain.start(first)) {
      var session = botswain.session(TOKEN);
      var address = botswain.get("/api/v10/gateway", session).body().path("url").asText();
      assertThat(address).isEqualTo(botswain.url().replace("https", "wss") + "/gateway");

      var hello = new CompletableFuture<String>();
      var listener =
          new WebSocket.Listener() {
            @Override
            public CompletionStage<?> onText(WebSocket socket, CharSequence text, boolean last) {
              hello.complete(text.toString());
              return null;
            }
          };
      var socket =
          botswain
              .http()
              .newWebSocketBuilder()
              .buildAsync(URI.create(address + "/?v=10&encoding=json"), listener)
              .join();
      assertThat(hello.get(10, TimeUnit.SECONDS)).contains("\"op\":10");
      socket.abort();
    }
  }

  /// Long bodies arrive at the pace of what reads them.
  @Test
  void uploads_overHttp2_arrive() throws Exception {
    var bytes = new byte[3 << 20];
    new Random(1).nextBytes(bytes);
    try (var botswain = Botswain.start(first)) {
      var session = botswain.session(TOKEN);
      for (var path : new String[] {"/api/channels/", "/api/v10/channels/"}) {
        var sent =
            botswain
                .http()
                .send(
                    HttpRequest.newBuilder(
                            URI.create(botswain.url() + path + CHANNEL + "/messages"))
                        .header("Authorization", session)
                        .header("Content-Type", Form.TYPE)
                        .POST(BodyPublishers.ofByteArray(new Form().file("a.bin", bytes).end()))
                        .build(),
                    BodyHandlers.ofString());

        assertThat(sent.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(200);
        assertThat(sent.body()).contains("\"size\":" + bytes.length);
      }
    }
  }

  /// As in Kubernetes: both files are links into a folder that is itself a link, which is replaced.
  @Test
  void certificate_replacedUnderTraffic_failsNoRequest() throws Exception {
    var older = Files.createDirectories(folder.resolve("older"));
    var newer = Files.createDirectories(folder.resolve("newer"));
    put(first, older);
    put(second, newer);
    var current = Files.createSymbolicLink(folder.resolve("current"), older);
    var files = new PemFiles(current.resolve("tls.crt"), current.resolve("tls.key"));
    var failed = new ConcurrentLinkedQueue<Throwable>();
    var served = new AtomicInteger();
    var stop = new AtomicBoolean();
    try (var botswain = Botswain.start(files);
        var kept = HttpClient.newBuilder().sslContext(PemFiles.trusting(first, second)).build()) {
      var request = HttpRequest.newBuilder(URI.create(botswain.url() + "/health/live")).build();
      Runnable onOne = () -> get(kept, request, failed, served);
      Runnable onNew =
          () -> {
            try (var fresh =
                HttpClient.newBuilder().sslContext(PemFiles.trusting(first, second)).build()) {
              get(fresh, request, failed, served);
            }
          };
      var traffic =
          java.util.stream.Stream.of(onOne, onNew)
              .map(each ->
                  Thread.ofVirtual()
                      .start(() -> {
                        while (!stop.get()) {
                          each.run();
                        }
                      }))
              .toList();
      assertThat(shown(botswain)).isEqualTo("CN=one");

      var next = Files.createSymbolicLink(folder.resolve("next"), newer);
      Files.move(
          next, current, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      eventually(() -> assertThat(shown(botswain)).isEqualTo("CN=two"));

      stop.set(true);
      for (var thread : traffic) {
        thread.join();
      }
    }
    assertThat(failed).isEmpty();
    assertThat(served.get()).isPositive();
  }

  private static void put(PemFiles files, Path into) throws IOException {
    Files.copy(files.certificate(), into.resolve("tls.crt"));
    Files.copy(files.key(), into.resolve("tls.key"));
  }

  private static void get(
      HttpClient client,
      HttpRequest request,
      ConcurrentLinkedQueue<Throwable> failed,
      AtomicInteger served) {
    try {
      assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
      served.incrementAndGet();
    } catch (Throwable e) {
      failed.add(e);
    }
  }

  /// The subject of the certificate that a new connection sees.
  private static String shown(Botswain botswain) throws IOException {
    try (var socket =
        (SSLSocket)
            PemFiles.trusting(first, second)
                .getSocketFactory()
                .createSocket(
                    InetAddress.getLoopbackAddress(), URI.create(botswain.url()).getPort())) {
      socket.startHandshake();
      return ((X509Certificate) socket.getSession().getPeerCertificates()[0])
          .getSubjectX500Principal()
          .getName();
    }
  }

  @Test
  void certificate_replacedByAnUnusableOne_staysAndIsSaidOnce() throws Exception {
    var place = Files.createDirectories(folder.resolve("spoilt"));
    put(first, place);
    var files = new PemFiles(place.resolve("tls.crt"), place.resolve("tls.key"));
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var logger = (Logger) LoggerFactory.getLogger("dev.botswain.http.Tls");
    logger.addAppender(log);
    try (var botswain = Botswain.start(files)) {
      Files.copy(second.key(), files.key(), StandardCopyOption.REPLACE_EXISTING);
      eventually(() -> assertThat(log.list).isNotEmpty());
      assertThat(shown(botswain)).isEqualTo("CN=one");

      Files.copy(second.certificate(), files.certificate(), StandardCopyOption.REPLACE_EXISTING);
      eventually(() -> assertThat(shown(botswain)).isEqualTo("CN=two"));
    } finally {
      logger.detachAppender(log);
    }
    assertThat(log.list)
        .filteredOn(event -> event.getLevel() == Level.ERROR)
        .extracting(ILoggingEvent::getMessage)
        .containsExactly("The new TLS certificate cannot be used; the previous one stays");
  }

  @Test
  void certificate_expired_isAWarning() throws Exception {
    var expired =
        PemFiles.make(folder, "expired", "-keyalg", "EC", "-startdate", "-3d", "-validity", "1");
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    var logger = (Logger) LoggerFactory.getLogger("dev.botswain.http.Tls");
    logger.addAppender(log);
    try (var botswain = Botswain.start(SimOptions.DEFAULT, expired.settings())) {
      assertThat(botswain.url()).startsWith("https:");
      eventually(() ->
          assertThat(log.list)
              .extracting(ILoggingEvent::getMessage)
              .containsExactly("The TLS certificate has expired; clients will refuse it"));
    } finally {
      logger.detachAppender(log);
    }
  }
}
