package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.botswain.config.Reach;
import dev.botswain.webhook.DeliveryOutcome.Answer;
import dev.botswain.webhook.DeliveryOutcome.Failed;
import dev.botswain.webhook.DeliveryOutcome.Failed.Reason;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attempts against receivers on the loopback interface. Their names resolve as the test says.
@Timeout(30)
class ReceiverConnectionTest extends ConnectionFixture {
  @Test
  void send_anyMessage_arrivesAsTheStandardSays() throws Exception {
    try (var receiver = new Receiver(vertx)) {
      receiver.answer(200);

      var attempt = send(receiver.url("/in?key=1"));

      assertThat(attempt.outcome()).isInstanceOf(DeliveryOutcome.Accepted.class);
      assertThat(attempt.took()).isPositive();
      var arrival = receiver.next();
      assertThat(arrival.line()).isEqualTo("POST /in?key=1");
      assertThat(arrival.body().getBytes()).isEqualTo(MESSAGE.payload());
      assertThat(arrival.header("host")).isEqualTo(NAME + ":" + receiver.port());
      assertThat(arrival.header("content-type")).isEqualTo("application/json");
      assertThat(arrival.header("user-agent")).startsWith("Botswain/test ");
      assertThat(arrival.header("webhook-timestamp"))
          .isEqualTo(Long.toString(attempt.at().getEpochSecond()));
      for (var secret : List.of(secrets.current(), secrets.former().orElseThrow().secret())) {
        assertThatCode(() ->
                new Webhook(secret.text())
                    .verify(arrival.body().toString(UTF_8), arrival.webhookHeaders()))
            .doesNotThrowAnyException();
      }
    }
  }

  @Test
  void send_again_carriesTheSameBytes() throws Exception {
    try (var receiver = new Receiver(vertx)) {
      receiver.answer(500);

      send(receiver.url("/"));
      send(receiver.url("/"));

      assertThat(List.of(receiver.next(), receiver.next()))
          .allMatch(arrival -> Arrays.equals(arrival.body().getBytes(), MESSAGE.payload()))
          .allMatch(arrival -> arrival.header("webhook-id").equals("451"));
    }
  }

  @ParameterizedTest
  @CsvSource({"200, Accepted", "404, Refused", "410, Gone", "503, Later", "429, Later"})
  void send_answer_isTheOutcome(int status, String outcome) throws Exception {
    try (var receiver = new Receiver(vertx)) {
      receiver.answer(status);

      assertThat(send(receiver.url("/")).outcome().getClass().getSimpleName()).isEqualTo(outcome);
    }
  }

  @Test
  void send_retryAfter_isHandedOn() throws Exception {
    try (var receiver = new Receiver(vertx)) {
      receiver.script(request ->
          request.response().setStatusCode(429).putHeader("Retry-After", "30").end("slow\ndown"));

      assertThat(send(receiver.url("/")).outcome())
          .isEqualTo(
              new DeliveryOutcome.Later(
                  new Answer(429, "slow down"), Optional.of(Duration.ofSeconds(30))));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void send_redirect_isNotFollowed(int status) throws Exception {
    try (var receiver = new Receiver(vertx);
        var other = new Receiver(vertx)) {
      receiver.script(request ->
          request
              .response()
              .setStatusCode(status)
              .putHeader("Location", "http://127.0.0.1:" + other.port() + "/")
              .end());
      other.answer(200);

      assertThat(send(receiver.url("/")).outcome())
          .isEqualTo(new DeliveryOutcome.Later(new Answer(status, ""), Optional.empty()));
      assertThat(other.count()).isZero();
    }
  }

  @Test
  void send_nameLeadsToAnotherPlaceByNow_isNotConnected() throws Exception {
    try (var receiver = new Receiver(vertx)) {
      receiver.answer(200);
      send(receiver.url("/"));
      addresses.put(NAME, List.of(InetAddress.ofLiteral("169.254.169.254")));

      assertThat(send(receiver.url("/")).outcome()).isEqualTo(new Failed(Reason.ADDRESS_REFUSED));
      assertThat(receiver.count()).isEqualTo(1);
    }
  }

  @Test
  void send_nameLeadsToThisMachine_isRefusedWhereOnlyPublicAddressesAreAllowed() throws Exception {
    destinations = new Destinations(this::resolve, Reach.PUBLIC);
    open(LONG);
    try (var receiver = new Receiver(vertx)) {
      receiver.answer(200);

      assertThat(send(receiver.url("/")).outcome()).isEqualTo(new Failed(Reason.ADDRESS_REFUSED));
      assertThat(receiver.count()).isZero();
    }
  }

  @Test
  void send_unknownName_isNotResolved() throws Exception {
    assertThat(send("http://nowhere.test/").outcome()).isEqualTo(new Failed(Reason.NOT_RESOLVED));
  }

  @Test
  void send_silentNameServer_timesOut() throws Exception {
    destinations = new Destinations(_ -> Promise.<List<InetAddress>>promise().future(), Reach.ANY);
    open(SHORT);

    assertThat(send("http://receiver.test/").outcome()).isEqualTo(new Failed(Reason.TIMED_OUT));
  }

  @Test
  void send_nobodyListens_isNotConnected() throws Exception {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }

    assertThat(send("http://127.0.0.1:" + free + "/").outcome())
        .isEqualTo(new Failed(Reason.NOT_CONNECTED));
  }

  @Test
  void send_receiverKeepsTheConnection_isUsedAgain() throws Exception {
    try (var receiver = new Receiver(vertx)) {
      receiver.answer(200);

      for (int i = 0; i < 5; i++) {
        send(receiver.url("/"));
      }

      assertThat(receiver.connections()).isEqualTo(1);
    }
  }

  @Test
  void send_receiverClosedTheConnection_makesANewOne() throws Exception {
    try (var receiver = new Receiver(vertx)) {
      receiver.script(request -> request.response().putHeader("Connection", "close").end());

      for (int i = 0; i < 3; i++) {
        assertThat(send(receiver.url("/")).outcome()).isInstanceOf(DeliveryOutcome.Accepted.class);
      }

      assertThat(receiver.connections()).isEqualTo(3);
    }
  }

  @Test
  void send_addressChanges_closesTheConnectionToTheOldOne() throws Exception {
    try (var receiver = new Receiver(vertx)) {
      receiver.answer(200);
      send(receiver.url("/"));
      addresses.put(NAME, List.of(InetAddress.ofLiteral("127.0.0.2")));

      send(receiver.url("/"));

      assertThat(receiver.connections()).isEqualTo(2);
      await().until(() -> receiver.open() == 1);
      connection.close();
      await().until(() -> receiver.open() == 0);
    }
  }

  @Test
  void send_slowHost_delaysNoOther() throws Exception {
    addresses.put("slow.test", List.of(InetAddress.ofLiteral("127.0.0.1")));
    try (var slow = new RawReceiver(RawReceiver.Peer::awaitEnd);
        var quick = new Receiver(vertx);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      quick.answer(200);
      var stuck = WebhookUrl.parse("http://slow.test:" + slow.port() + "/");
      var attempts =
          IntStream.range(0, 2 * SHARE)
              .mapToObj(_ ->
                  threads.submit(
                      () -> sender.open(1).send(stuck, WebhookHeaders.NONE, secrets, MESSAGE, 0)))
              .toList();
      await().until(() -> slow.connections() == SHARE);

      for (int i = 0; i < 10; i++) {
        assertThat(send(quick.url("/")).took()).isLessThan(Duration.ofSeconds(5));
      }

      assertThat(slow.connections()).isEqualTo(SHARE);
      assertThat(attempts).noneMatch(java.util.concurrent.Future::isDone);
      threads.shutdownNow();
      sender.close().await();
    }
  }

  @Test
  void send_otherBotsAttemptsHangAtTheHost_goesAtOnce() throws Exception {
    addresses.put("slow.test", List.of(InetAddress.ofLiteral("127.0.0.1")));
    try (var slow = new RawReceiver(RawReceiver.Peer::awaitEnd);
        var quick = new Receiver(vertx);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      quick.answer(200);
      var stuck = WebhookUrl.parse("http://slow.test:" + slow.port() + "/");
      for (int i = 0; i < 10 * SHARE; i++) {
        threads.submit(() -> sender.open(1).send(stuck, WebhookHeaders.NONE, secrets, MESSAGE, 0));
      }
      await().until(() -> slow.connections() == SHARE);

      var other = WebhookUrl.parse("http://slow.test:" + quick.port() + "/");
      var attempt = sender.open(2).send(other, WebhookHeaders.NONE, secrets, MESSAGE, 0);

      assertThat(attempt.outcome()).isInstanceOf(DeliveryOutcome.Accepted.class);
      threads.shutdownNow();
      sender.close().await();
    }
  }
}
