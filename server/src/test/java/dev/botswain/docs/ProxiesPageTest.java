package dev.botswain.docs;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventSocket;
import dev.botswain.testing.Form;
import dev.botswain.testing.PemFiles;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/// Starts each proxy with what the page quotes, and sends everything through it.
class ProxiesPageTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String CHANNEL = "1132915064832000005";
  private static final String CALLER = "127.0.0.5";
  private static final int LOGINS = 3;

  @TempDir static Path certificates;
  private static PemFiles files;

  @TempDir Path folder;
  private String url;

  @BeforeAll
  static void make() {
    files = PemFiles.make(certificates, "proxy");
  }

  @ParameterizedTest
  @EnumSource
  void everything_throughTheProxy_works(Proxy.Kind kind) throws Exception {
    int port = Proxy.freePort();
    url = "https://localhost:" + port;
    var settings =
        Map.of(
            "BOTSWAIN_TRUSTED_PROXIES",
            "127.0.0.1",
            "BOTSWAIN_PUBLIC_URL",
            url,
            "BOTSWAIN_LOGIN",
            "open",
            "BOTSWAIN_LOGINS_PER_MINUTE",
            Integer.toString(LOGINS));
    try (var botswain = Botswain.start(SimOptions.DEFAULT, settings);
        var proxy = Proxy.start(kind, folder, port, botswain.url().replace("http://", ""), files);
        var client = client(CALLER);
        var other = client("127.0.0.6")) {
      var session = login(client).body();
      String id = JSON.readTree(session).path("sessionId").asText();

      assertThat(send(client, "/api/session", id, null).version())
          .isEqualTo(HttpClient.Version.HTTP_2);
      assertThat(eventsArrive(botswain, client, id)).contains("Ahoy");
      assertThat(upload(client, id)).isEqualTo(200);
      assertThat(hello(client, id)).contains("\"op\":10");
      assertThat(addressInTheLog(client, id)).isEqualTo(CALLER);
      assertThat(loginsUntilRefused(client)).isEqualTo(LOGINS - 1);
      assertThat(login(other).statusCode()).isEqualTo(200);
      assertThat(proxy).isNotNull();
    }
  }

  private static HttpClient client(String from) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(PemFiles.trusting(files))
        .localAddress(InetAddress.getByName(from))
        .build();
  }

  private HttpResponse<String> login(HttpClient client) throws Exception {
    return send(
        client,
        "/api/auth/login",
        null,
        BodyPublishers.ofString("{\"token\": \"" + Botswain.TOKEN + "\"}"));
  }

  private int loginsUntilRefused(HttpClient client) throws Exception {
    int accepted = 0;
    while (login(client).statusCode() == 200) {
      accepted++;
    }
    return accepted;
  }

  private HttpResponse<String> send(
      HttpClient client, String path, String session, BodyPublisher body, String... type)
      throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url + path));
    if (session != null) {
      request.header("Authorization", session);
    }
    if (body != null) {
      request.header("Content-Type", type.length == 0 ? "application/json" : type[0]).POST(body);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  /// By server-sent events, and by WebSocket.
  private String eventsArrive(Botswain botswain, HttpClient client, String session)
      throws Exception {
    var stream =
        client.send(
            HttpRequest.newBuilder(URI.create(url + "/api/events?types=MESSAGE_CREATE"))
                .header("Authorization", session)
                .build(),
            BodyHandlers.ofLines());
    try (var lines = stream.body();
        var socket = EventSocket.open(client(CALLER), url, session, "?types=MESSAGE_CREATE")) {
      botswain.simPost("/sim/channels/" + CHANNEL + "/messages", Map.of("content", "Ahoy"));
      JsonNode event = socket.next();
      assertThat(event.path("data").path("content").asText()).isEqualTo("Ahoy");
      return lines.filter(line -> line.startsWith("data:")).findFirst().orElseThrow();
    }
  }

  /// Longer than bodies without files may be, and than nginx allows by itself.
  private int upload(HttpClient client, String session) throws Exception {
    var bytes = new byte[2 << 20];
    new Random(1).nextBytes(bytes);
    return send(
            client,
            "/api/channels/" + CHANNEL + "/messages",
            session,
            BodyPublishers.ofByteArray(new Form().file("a.bin", bytes).end()),
            Form.TYPE)
        .statusCode();
  }

  /// The gateway says it at the address that the relay gives.
  private String hello(HttpClient client, String session) throws Exception {
    var gateway = send(client, "/api/v10/gateway", session, null).body();
    String address = JSON.readTree(gateway).path("url").asText();
    assertThat(address).isEqualTo(url.replace("https", "wss") + "/gateway");
    var hello = new CompletableFuture<String>();
    var socket =
        client
            .newWebSocketBuilder()
            .buildAsync(
                URI.create(address + "/?v=10&encoding=json"),
                new WebSocket.Listener() {
                  @Override
                  public CompletionStage<?> onText(
                      WebSocket from, CharSequence text, boolean last) {
                    hello.complete(text.toString());
                    return null;
                  }
                })
            .join();
    try {
      return hello.get(10, TimeUnit.SECONDS);
    } finally {
      socket.abort();
    }
  }

  private String addressInTheLog(HttpClient client, String session) throws Exception {
    var logger = (Logger) LoggerFactory.getLogger("dev.botswain.api.requests");
    var before = logger.getLevel();
    var log = new ListAppender<ILoggingEvent>();
    log.start();
    logger.addAppender(log);
    logger.setLevel(Level.INFO);
    try {
      assertThat(send(client, "/api/guilds", session, null).statusCode()).isEqualTo(200);
      return log.list.getFirst().getKeyValuePairs().stream()
          .filter(pair -> pair.key.equals("client"))
          .map(pair -> String.valueOf(pair.value))
          .findFirst()
          .orElseThrow();
    } finally {
      logger.setLevel(before);
      logger.detachAppender(log);
    }
  }
}
