package dev.botswain.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.botswain.testing.Botswain;
import dev.botswain.testing.EventStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Streams that are opened by a ticket.
class EventTicketsTest extends EventsFixture {
  /// As a browser's EventSource does, which repeats its address.
  @Test
  void stream_byTicket_canBeOpenedAgain() throws Exception {
    String query = "?types=MESSAGE_CREATE&ticket=" + ticket();

    String last;
    try (var stream = EventStream.open(botswain.url(), null, query)) {
      say("by ticket");
      assertThat(stream.next().path("data").path("content").asText()).isEqualTo("by ticket");
      last = stream.lastId();
    }
    say("while away");
    try (var again = EventStream.open(botswain.url(), null, query, last)) {
      assertThat(again.next().path("data").path("content").asText()).isEqualTo("while away");
    }
  }

  @Test
  void stream_byTicketOfAnother_isRefused() throws Exception {
    String ticket = ticket();
    try (var _ = EventStream.open(botswain.url(), null, "?ticket=" + ticket)) {
      for (String other :
          List.of(
              "/api/events?types=READY&ticket=",
              "/api/events/ws?ticket=",
              "/api/events?after=0&ticket=")) {
        Botswain.Answer answer = botswain.get(other + ticket, null);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body().path("code").asText()).isEqualTo("unknown_ticket");
      }
    }
  }

  /// The server may not notice a lost connection, but a ticket must not open many streams.
  @Test
  void stream_byTicketWhileItIsOpen_takesItsPlace() throws Exception {
    String query = "?ticket=" + ticket();
    try (var first = EventStream.open(botswain.url(), null, query);
        var second = EventStream.open(botswain.url(), null, query)) {
      say("to one");
      assertThat(second.next().path("data").path("content").asText()).isEqualTo("to one");
      assertThatThrownBy(
              () -> {
                while (true) {
                  first.next();
                }
              })
          .isInstanceOf(java.io.IOException.class);
    }
  }

  @Test
  void stream_byTicketTooOften_isRefused() throws Exception {
    String query = "/api/events?after=nothing&ticket=" + ticket();
    for (int i = 0; i < 101; i++) {
      assertThat(botswain.get(query, null).status()).isEqualTo(400);
    }
    assertThat(botswain.get(query, null).status()).isEqualTo(401);
  }

  private String ticket() {
    Botswain.Answer issued = botswain.post("/api/events/ticket", session, Map.of());
    assertThat(issued.status()).as(issued.body().toString()).isEqualTo(200);
    return issued.body().path("ticket").asText();
  }
}
