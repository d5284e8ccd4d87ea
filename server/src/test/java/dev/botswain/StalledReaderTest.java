package dev.botswain;

import static dev.botswain.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.limit.Limit;
import dev.botswain.sim.SimOptions;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A reader that does not read.
class StalledReaderTest {
  private static final int EVENTS = 15_000;
  private static final int FEWER = 4_000;

  @Test
  void reader_thatDoesNotRead_delaysNobodyAndIsGivenUp() throws Exception {
    try (var botswain =
            Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_HTTP_IDLE_TIMEOUT", "3s"));
        var stalled = new Socket("127.0.0.1", URI.create(botswain.url()).getPort())) {
      String session = botswain.session(TOKEN);
      stalled.setReceiveBufferSize(4_096);
      stalled
          .getOutputStream()
          .write(
              ("GET /api/events?after=0 HTTP/1.1\r\nHost: localhost\r\nAuthorization: "
                      + session
                      + "\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
        blast(botswain, EVENTS);
        for (int i = 1; i <= EVENTS; i++) {
          JsonNode event = stream.next();
          assertThat(event.path("data").path("content").asText()).startsWith("blast " + i + " ");
        }
      }
      // Twenty signs of life are due in as many seconds.
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(readers(botswain)).isZero());
    }
  }

  /// Each may have its queue filled, and a bot its share of what is not read.
  @Test
  void readers_ofOneBotThatDoNotRead_haveAShareOfTheMemory() throws Exception {
    long most = Limit.ANSWERS.share() / (64 << 10);
    var sockets = new ArrayList<Socket>();
    try (var botswain =
        Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_SESSION_REQUESTS_PER_SECOND", "0"))) {
      String session = botswain.session(TOKEN);
      try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
        blast(botswain, FEWER);
        for (int i = 0; i < FEWER; i++) {
          stream.next();
        }
      }
      for (int i = 0; i < most + 200; i++) {
        var socket = new Socket();
        sockets.add(socket);
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress("127.0.0.1", URI.create(botswain.url()).getPort()));
        socket.getOutputStream().write(request(i % 2 == 0, session));
      }

      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(ended(botswain)).isGreaterThan(50));
      assertThat(readers(botswain)).isPositive();
    } finally {
      for (Socket socket : sockets) {
        socket.close();
      }
    }
  }

  private static byte[] request(boolean asSocket, String session) {
    return ("GET /api/events%s?after=1 HTTP/1.1\r\nHost: localhost\r\nAuthorization: %s\r\n%s\r\n"
            .formatted(
                asSocket ? "/ws" : "",
                session,
                asSocket
                    ? "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                        + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n"
                    : ""))
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static void blast(Botswain botswain, int events) {
    Botswain.Answer answer =
        botswain.simPost(
            "/sim/blast",
            Map.of("total", events, "rate", 10_000, "botIds", List.of(botswain.simBot(TOKEN))));
    assertThat(answer.status()).as(answer.body().toString()).isLessThan(300);
  }

  private static double readers(Botswain botswain) throws IOException {
    return sum(botswain, "botswain_events_readers ");
  }

  /// Readings that are over.
  private static double ended(Botswain botswain) throws IOException {
    var count = "botswain_http_requests_seconds_count{operation=\"%s\"";
    return sum(botswain, count.formatted("streamEvents"))
        + sum(botswain, count.formatted("socketEvents"));
  }

  private static double sum(Botswain botswain, String meter) throws IOException {
    return botswain
        .send(Botswain.request(botswain.url() + "/metrics").GET(), null)
        .raw()
        .body()
        .lines()
        .filter(line -> line.startsWith(meter))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
