package dev.botswain.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// How long a ticket is valid. Here the WebSocket ends as soon as it begins, and the stream of
/// events never ends.
class TicketsTest {
  private static final String STREAM = "/api/events?ticket=";

  private final AtomicBoolean live = new AtomicBoolean(true);
  private TestServer server;
  private String ticket;

  @BeforeEach
  void start() {
    server =
        new TestServer()
            .with(
                "streamEvents",
                new OpenOperation((_, exchange) -> {
                  exchange.stream(Answer.empty(200));
                  exchange.request().response().writeHead();
                }))
            .start();
    ticket =
        server.tickets.issue(
            new Caller() {
              @Override
              public String fingerprint() {
                return "f1f1f1";
              }

              @Override
              public boolean isLive() {
                return live.get();
              }
            },
            "1001");
  }

  @AfterEach
  void close() {
    server.close();
  }

  private int open() {
    return server.get("/api/events/ws?ticket=" + ticket).status();
  }

  private void pass(Duration time) {
    server.ticketNanos.addAndGet(time.toNanos());
  }

  @Test
  void ticket_notUsedInTime_isWorthNothing() {
    pass(Tickets.VALID.plusMillis(1));
    assertThat(open()).isEqualTo(401);
  }

  @Test
  void stream_soonAfterItsEnd_opensAgain() {
    pass(Tickets.VALID.minusMillis(1));
    assertThat(open()).isEqualTo(200);
    pass(Tickets.PAUSE.minusMillis(1));
    assertThat(open()).isEqualTo(200);
    pass(Tickets.PAUSE.plusMillis(1));
    assertThat(open()).isEqualTo(401);
  }

  @Test
  void stream_openForHours_opensAgainUntilTheTicketIsTooOld() {
    try (var first = server.connect();
        var second = server.connect()) {
      assertThat(first.get(STREAM + ticket).status()).isEqualTo(200);
      pass(Tickets.LONGEST.minusMillis(1));
      assertThat(second.get(STREAM + ticket).status()).isEqualTo(200);
      assertThat(first.isClosed()).isTrue();
      pass(Duration.ofMillis(1));
      assertThat(server.get(STREAM + ticket).status()).isEqualTo(401);
    }
  }

  @Test
  void stream_ofASessionThatEnded_doesNotOpenAgain() {
    assertThat(open()).isEqualTo(200);
    live.set(false);
    assertThat(open()).isEqualTo(401);
  }
}
