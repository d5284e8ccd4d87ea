package dev.botswain.event;

import static dev.botswain.testing.Botswain.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.botswain.sim.SimOptions;
import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventSocket;
import dev.botswain.testing.EventStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Reading events by a stream or a socket.
class EventStreamsTest extends EventsFixture {
  @Test
  void stream_everyMessage_comesOnceWithItsBytes() throws Exception {
    try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      say("first");
      say("second");

      JsonNode first = stream.next();
      assertThat(first.path("data").path("content").asText()).isEqualTo("first");
      assertThat(stream.lastId()).isEqualTo(first.path("id").asText());
      assertThat(stream.next().path("data").path("content").asText()).isEqualTo("second");
    }
  }

  @Test
  void stream_againWithTheLastId_goesOnBehindIt() throws Exception {
    String last;
    try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      say("first");
      stream.next();
      last = stream.lastId();
    }
    say("missed");
    try (var stream =
        EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE&after=1", last)) {
      assertThat(stream.next().path("data").path("content").asText()).isEqualTo("missed");
    }
  }

  @Test
  void stream_withNoEventYet_hasAnIdToComeBackWith() throws Exception {
    String last;
    try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      stream.skip();
      last = stream.lastId();
    }
    say("missed");
    try (var stream = EventStream.open(botswain.url(), session, "?types=MESSAGE_CREATE", last)) {
      assertThat(stream.next().path("data").path("content").asText()).isEqualTo("missed");
    }
  }

  @Test
  void stream_thatStaysOpen_keepsItsSession() throws Exception {
    try (var brief =
        Botswain.start(
            SimOptions.DEFAULT,
            Map.of("BOTSWAIN_HTTP_IDLE_TIMEOUT", "3s", "BOTSWAIN_SESSION_IDLE_TIMEOUT", "4s"))) {
      String used = brief.session(TOKEN);
      try (var stream = EventStream.open(brief.url(), used, "?types=MESSAGE_DELETE")) {
        stream.skip();
        for (int seconds = 0; seconds < 6; seconds++) {
          stream.skip(); // A comment each second.
        }
        assertThat(brief.get("/api/session", used).status()).isEqualTo(200);
      }
    }
  }

  @Test
  void stream_whenTheSessionEnds_ends() throws Exception {
    try (var stream = EventStream.open(botswain.url(), session, "")) {
      botswain.logout(session);
      stream.awaitEnd();
    }
  }

  @Test
  void stream_whenTheTokenIsRejected_saysSoAndEnds() throws Exception {
    try (var stream = EventStream.open(botswain.url(), session, "?types=bot.token_rejected")) {
      botswain.simPost("/sim/bots/" + botswain.simBot(TOKEN) + "/token", Map.of());
      assertThat(stream.next().path("type").asText()).isEqualTo("bot.token_rejected");
      stream.awaitEnd();
    }
  }

  @Test
  void session_lostAtDiscord_isToldAsAGap() throws Exception {
    try (var stream =
        EventStream.open(
            botswain.url(), session, "?types=bot.connected,bot.resumed,bot.disconnected")) {
      botswain.gateway(TOKEN, Map.of("do", "drop"));
      assertThat(stream.next().path("type").asText()).isEqualTo("bot.disconnected");
      assertThat(stream.next().path("type").asText()).isEqualTo("bot.resumed");
      botswain.gateway(TOKEN, Map.of("do", "invalidate", "resumable", false));
      assertThat(stream.next().path("type").asText()).isEqualTo("bot.disconnected");
      JsonNode gap = stream.next();
      assertThat(gap.path("type").asText()).isEqualTo("gap");
      assertThat(gap.path("data").path("reason").asText()).isEqualTo("session_lost");
      assertThat(gap.path("data").path("to").asText()).isEqualTo(gap.path("id").asText());
      assertThat(stream.next().path("type").asText()).isEqualTo("bot.connected");
    }
  }

  @Test
  void socket_everyMessage_comesAndAcksAreRemembered() throws Exception {
    String acked;
    try (var socket = EventSocket.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      say("first");
      JsonNode first = socket.next();
      assertThat(first.path("data").path("content").asText()).isEqualTo("first");
      acked = first.path("id").asText();
      say("second");
      assertThat(socket.next().path("data").path("content").asText()).isEqualTo("second");
      socket.send("{\"ack\": \"" + acked + "\"}");
      socket.send("{\"ack\": 1}");
      socket.awaitPong();
    }
    try (var socket = EventSocket.open(botswain.url(), session, "?types=MESSAGE_CREATE")) {
      assertThat(socket.next().path("data").path("content").asText()).isEqualTo("second");
    }
  }

  @Test
  void socket_nonsense_closesIt() throws Exception {
    try (var socket = EventSocket.open(botswain.url(), session, "")) {
      socket.send("what?");
      assertThat(socket.awaitClose()).isEqualTo(1008);
    }
  }

  @Test
  void socket_withoutAHandshake_is426() {
    assertThat(botswain.get("/api/events/ws", session).status()).isEqualTo(426);
  }
}
