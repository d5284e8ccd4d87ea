package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.botswain.config.Reach;
import dev.botswain.time.Ticker;
import dev.botswain.webhook.DeliveryOutcome.Failed;
import dev.botswain.webhook.DeliveryOutcome.Failed.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/// What receivers do to a connection that is reused.
@Timeout(30)
class ConnectionReuseTest {
  private static final String END = "\r\n\r\n";
  private static final String EMPTY = "HTTP/1.1 200 OK\r\nContent-Length: 0" + END;

  /// Answers about whose end, or whose connection's end, two readers could disagree.
  private static final List<String> TRAPS =
      List.of(
          "HTTP/1.1 204 No Content" + END + "seen",
          "HTTP/1.1 204 No Content\r\nContent-Length: 4" + END + "seen",
          "HTTP/1.1 204 No Content\r\nTransfer-Encoding: chunked" + END + "4\r\nseen\r\n0" + END,
          "HTTP/1.1 204 No Content" + END + "a line\r\nand more\r\n",
          "HTTP/1.1 204 No Content" + END + "|seen",
          "HTTP/1.1 204 No Content\r\nContent-Length: 4" + END + "|seen",
          "HTTP/1.1 204 No Content" + END + "|" + EMPTY,
          "HTTP/1.1 204 No Content" + END + "\r\n",
          "HTTP/1.1 204 No Content\r\nContent-Length: 0" + END + "|seen",
          "HTTP/1.1 200 OK\r\nContent-Length: 0" + END + "seen",
          "HTTP/1.1 200 OK\r\nContent-Length: 0" + END + "|seen",
          "HTTP/1.1 200 OK\r\nContent-Length: 3" + END + "s\u00e9\u00e9n",
          "HTTP/1.1 200 OK\r\nContent-Length: 4" + END + "seen" + EMPTY,
          "HTTP/1.1 200 OK\r\nContent-Length: 4" + END + "seen|\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked" + END + "4\r\nseen\r\n0" + END + "more",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 99"
              + END
              + "4\r\nseen\r\n0"
              + END,
          "HTTP/1.1 100 Continue" + END + "HTTP/1.1 204 No Content" + END + "seen",
          "HTTP/1.1 103 Early Hints\r\nLink: </a>" + END + EMPTY + "seen",
          "HTTP/1.1 204 No Content\r\nConnection: close" + END + "seen",
          "HTTP/1.0 204 No Content\r\nConnection: keep-alive" + END + "seen",
          "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 0" + END + "|seen",
          "HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked"
              + END
              + "0"
              + END);

  private final Vertx vertx = Vertx.vertx();
  private final WebhookSecrets secrets = WebhookSecrets.random();
  private final List<String> seen = Collections.synchronizedList(new ArrayList<>());
  private final List<InetAddress> addresses =
      new ArrayList<>(List.of(InetAddress.ofLiteral("127.0.0.1")));
  private final Sender sender =
      new Sender(
          vertx,
          Clock.systemUTC(),
          new Destinations(_ -> Future.succeededFuture(List.copyOf(addresses)), Reach.LOOPBACK),
          "test",
          new Sender.Terms(new ClientSSLOptions(), Duration.ofSeconds(10), Ticker.system()));
  private final ReceiverConnection connection = sender.open(1);

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private DeliveryAttempt send(RawReceiver receiver, String id) throws InterruptedException {
    return connection.send(
        WebhookUrl.parse("http://receiver.test:" + receiver.port() + "/"),
        WebhookHeaders.NONE,
        secrets,
        new Message(id, "{}".getBytes(StandardCharsets.UTF_8)),
        0);
  }

  private static void answer(RawReceiver.Peer peer, String answer) throws IOException {
    var parts = answer.split("\\|");
    for (int i = 0; i < parts.length; i++) {
      if (i > 0) {
        LockSupport.parkNanos(50_000_000);
      }
      peer.write(parts[i].getBytes(StandardCharsets.UTF_8));
    }
  }

  /// A receiver that continues to read requests of a connection, as servers do.
  private RawReceiver receiver(String answer) throws IOException {
    return new RawReceiver(peer -> {
      while (true) {
        seen.add(RawReceiver.header(peer.readRequest(), "webhook-id"));
        answer(peer, answer);
      }
    });
  }

  @ParameterizedTest
  @FieldSource("TRAPS")
  void send_moreThanAnAnswer_noMessageComesTwice(String answer) throws Exception {
    try (var receiver = receiver(answer)) {
      for (String id : List.of("a", "b", "c")) {
        assertThat(send(receiver, id).outcome()).isInstanceOf(DeliveryOutcome.Accepted.class);
      }
      assertThat(seen).containsExactly("a", "b", "c");
      assertThat(receiver.connections()).isEqualTo(3);
    }
  }

  static final List<String> CLEAN =
      Stream.of(
              "HTTP/1.1 204 No Content",
              "HTTP/1.1 200 OK\r\nContent-Length: 0",
              "HTTP/1.1 204 No Content\r\nContent-Length: 0",
              "HTTP/1.0 204 No Content\r\nConnection: keep-alive",
              "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 204 No Content")
          .map(head -> head + END)
          .toList();

  @ParameterizedTest
  @FieldSource("CLEAN")
  void send_answersThatEnd_useOneConnection(String answer) throws Exception {
    try (var receiver = receiver(answer)) {
      for (int i = 0; i < 20; i++) {
        assertThat(send(receiver, "m" + i).outcome()).isInstanceOf(DeliveryOutcome.Accepted.class);
      }
      assertThat(seen).hasSize(20).doesNotHaveDuplicates();
      assertThat(receiver.connections()).isEqualTo(1);
    }
  }

  @Test
  void send_keptConnectionBreaks_goesOutAtOnceOnANewOne() throws Exception {
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readRequest();
          peer.write(EMPTY);
          peer.readRequest(); // Then it closes, as after a timeout.
        })) {
      assertThat(send(receiver, "a").outcome()).isInstanceOf(DeliveryOutcome.Accepted.class);
      DeliveryAttempt second = send(receiver, "b");

      assertThat(second.outcome()).isInstanceOf(DeliveryOutcome.Accepted.class);
      assertThat(second.took()).isLessThan(Duration.ofSeconds(5));
      assertThat(receiver.connections()).isEqualTo(2);
    }
  }

  @Test
  void send_newConnectionBreaks_isNotTriedAgain() throws Exception {
    try (var receiver = new RawReceiver(RawReceiver.Peer::readRequest)) {
      assertThat(send(receiver, "a").outcome()).isEqualTo(new Failed(Reason.BROKEN_OFF));
      assertThat(receiver.connections()).isEqualTo(1);
    }
  }

  @Test
  void send_receiverThatSentTooMuch_isToldThatTheConnectionEnds() throws Exception {
    var heads = Collections.synchronizedList(new ArrayList<String>());
    try (var receiver =
        new RawReceiver(peer -> {
          heads.add(peer.readRequest());
          peer.write("HTTP/1.1 204 No Content" + END + "seen");
          peer.awaitEnd();
        })) {
      send(receiver, "a");
      send(receiver, "b");

      await().until(() -> heads.size() == 2);
      assertThat(heads.get(0)).doesNotContain("connection: ");
      assertThat(heads.get(1)).contains("connection: close");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "HTTP/1.1 204 No Content~~, BARE_LINE_FEED",
    "HTTP/1.1 200 OK~Content-Length: 0~~, BARE_LINE_FEED",
    "HTTP/1.1 200 OK^Content-Length: 0^Content-Length: 0^^, TWO_LENGTHS",
    "HTTP/1.1 200 OK^Content-Length: 0^Content-Length: 5^^, TWO_LENGTHS",
    "'HTTP/1.1 200 OK^Content-Length: 0, 0^^', TWO_LENGTHS",
    "HTTP/1.1 204 No Content^Content-Length: 0^Content-Length: 0^^, TWO_LENGTHS",
    "HTTP/1.1 200 OK^Content-Length: -1^^, NO_LENGTH",
    "HTTP/1.1 200 OK^Content-Length: +1^^x, NO_LENGTH",
    "HTTP/1.1 200 OK^Content-Length: none^^, NO_LENGTH",
  })
  void send_answerThatCouldBeReadInTwoWays_isRefusedWithTheReason(String answer, Reason reason)
      throws Exception {
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readRequest();
          peer.write(answer.replace("^", "\r\n").replace("~", "\n"));
          peer.awaitEnd();
        })) {
      assertThat(send(receiver, "a").outcome()).isEqualTo(new Failed(reason));
      receiver.awaitLeft();
    }
  }

  @Test
  void send_firstAddressDoesNotConnect_triesTheNextOneAtOnce() throws Exception {
    addresses.addFirst(InetAddress.ofLiteral("127.0.0.3"));
    addresses.addFirst(InetAddress.ofLiteral("127.0.0.2"));
    try (var receiver = receiver("HTTP/1.1 204 No Content\r\nConnection: close" + END)) {
      for (String id : List.of("a", "b")) {
        DeliveryAttempt attempt = send(receiver, id);

        assertThat(attempt.outcome()).isInstanceOf(DeliveryOutcome.Accepted.class);
        assertThat(attempt.took()).isLessThan(Duration.ofSeconds(3));
      }
      assertThat(seen).containsExactly("a", "b");
    }
  }

  @Test
  void send_noAddressConnects_isNotConnected() throws Exception {
    addresses.addFirst(InetAddress.ofLiteral("127.0.0.2"));
    int port;
    try (var receiver = receiver(EMPTY)) {
      port = receiver.port();
    }

    assertThat(
            connection
                .send(
                    WebhookUrl.parse("http://receiver.test:" + port + "/"),
                    WebhookHeaders.NONE,
                    secrets,
                    new Message("a", new byte[0]),
                    0)
                .outcome())
        .isEqualTo(new Failed(Reason.NOT_CONNECTED));
  }
}
