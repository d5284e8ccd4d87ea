package dev.botswain.event;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A reader that does not read.
class StalledReaderTest {
  private static final int EVENTS = 15_000;

  @Test
  void reader_thatDoesNotRead_delaysNobodyAndIsGivenUp() throws Exception {
    // Long enough for the reader that reads: it checks each event, and the machine may be busy.
    try (var botswain =
            Botswain.start(SimOptions.DEFAULT, Map.of("BOTSWAIN_HTTP_IDLE_TIMEOUT", "10s"));
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
        blast(botswain);
        for (int i = 1; i <= EVENTS; i++) {
          JsonNode event = stream.next();
          assertThat(event.path("data").path("content").asText()).startsWith("blast " + i + " ");
        }
      }
      // Twenty signs of life are due in twenty seconds.
      Awaitility.await()
          .atMost(Duration.ofMinutes(1))
          .untilAsserted(() -> assertThat(readers(botswain)).isZero());
    }
  }

  private static void blast(Botswain botswain) {
    Botswain.Answer answer =
        botswain.simPost(
            "/sim/blast",
            Map.of("total", EVENTS, "rate", 10_000, "botIds", List.of(botswain.simBot(TOKEN))));
    assertThat(answer.status()).as(answer.body().toString()).isLessThan(300);
  }

  private static double readers(Botswain botswain) throws IOException {
    return botswain
        .send(Botswain.request(botswain.url() + "/metrics").GET(), Botswain.OPERATOR_KEY)
        .raw()
        .body()
        .lines()
        .filter(line -> line.startsWith("botswain_events_readers "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))))
        .sum();
  }
}
