package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import dev.botswain.config.Config.Webhooks.Reach;
import dev.botswain.limit.Limit;
import dev.botswain.time.Ticker;
import dev.botswain.webhook.Outcome.Answer;
import dev.botswain.webhook.Outcome.Failed;
import dev.botswain.webhook.Outcome.Failed.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attempts against receivers on the loopback interface. Their names lead where the test says.
@Timeout(30)
class LineTest {
  private static final Duration SHORT = Duration.ofMillis(400);
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final int SHARE = (int) Limit.ATTEMPTS_TO_A_HOST.share();
  private static final String NAME = "receiver.test";
  private static final Message MESSAGE =
      new Message("451", "{\"id\":\"451\",\"data\":{\"content\":\"ä\"}}".getBytes(UTF_8));

  private final Vertx vertx = Vertx.vertx();
  private final Map<String, List<InetAddress>> addresses = new ConcurrentHashMap<>();
  private final WebhookSecrets secrets =
      WebhookSecrets.random().rotate(Clock.systemUTC().instant());
  private Destinations destinations = new Destinations(this::resolve, Reach.LOOPBACK);
  private Sender sender;
  private Line line;

  @BeforeEach
  void lead() {
    addresses.put(NAME, List.of(InetAddress.ofLiteral("127.0.0.1")));
    open(LONG);
  }

  @AfterEach
  void stop() throws Exception {
    // A connection that cannot be closed would keep this from ending.
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  @Test
  void send_anyMessage_arrivesAsTheStandardSays() throws Exception {
    try (var receiver = new Receiver(vertx)) {
      receiver.answer(200);

      var attempt = send(receiver.url("/in?key=1"));

      assertThat(attempt.outcome()).isInstanceOf(Outcome.Accepted.class);
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
              new Outcome.Later(new Answer(429, "slow down"), Optional.of(Duration.ofSeconds(30))));
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
          .isEqualTo(new Outcome.Later(new Answer(status, ""), Optional.empty()));
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
  void send_receiverSaysNothing_timesOutAndLeaves() throws Exception {
    open(SHORT);
    try (var receiver = new RawReceiver(RawReceiver.Peer::awaitEnd)) {
      var attempt = send(url(receiver, "http"));

      assertThat(attempt.outcome()).isEqualTo(new Failed(Reason.TIMED_OUT));
      assertThat(attempt.took()).isBetween(SHORT, SHORT.plusSeconds(5));
      receiver.awaitLeft();
    }
  }

  @Test
  void send_receiverSaysNothingToTls_failsAndLeaves() throws Exception {
    open(SHORT);
    try (var receiver = new RawReceiver(RawReceiver.Peer::awaitEnd)) {
      var attempt = send(url(receiver, "https"));

      assertThat(attempt.outcome()).isIn(new Failed(Reason.TLS), new Failed(Reason.TIMED_OUT));
      assertThat(attempt.took()).isLessThan(Duration.ofSeconds(5));
      receiver.awaitLeft();
    }
  }

  @Test
  void send_headThatTrickles_timesOut() throws Exception {
    open(SHORT);
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readHead();
          peer.write("HTTP/1.1 200 OK\r\n");
          trickle(peer, "X: y\r\n");
        })) {
      assertThat(send(url(receiver, "http")).outcome()).isEqualTo(new Failed(Reason.TIMED_OUT));
      receiver.awaitLeft();
    }
  }

  @Test
  void send_interimAnswersWithoutEnd_timesOut() throws Exception {
    open(SHORT);
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readHead();
          trickle(peer, "HTTP/1.1 100 Continue\r\n\r\n");
        })) {
      assertThat(send(url(receiver, "http")).outcome()).isEqualTo(new Failed(Reason.TIMED_OUT));
      receiver.awaitLeft();
    }
  }

  @Test
  void send_bodyThatTrickles_isAcceptedAtTheDeadline() throws Exception {
    open(SHORT);
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readHead();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nok");
          trickle(peer, ".");
        })) {
      var attempt = send(url(receiver, "http"));

      assertThat(attempt.outcome())
          .isInstanceOfSatisfying(
              Outcome.Accepted.class,
              accepted -> assertThat(accepted.answer().beginning()).startsWith("ok."));
      assertThat(attempt.took()).isBetween(SHORT, SHORT.plusSeconds(5));
      receiver.awaitLeft();
    }
  }

  @Test
  void send_answerOfAGigabyte_isReadToItsBoundOnly() throws Exception {
    var sent = new AtomicLong();
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readHead();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: " + (1L << 30) + "\r\n\r\n");
          var chunk = "x".repeat(64 << 10).getBytes(UTF_8);
          for (long left = 1L << 30; left > 0; left -= chunk.length) {
            peer.write(chunk);
            sent.addAndGet(chunk.length);
          }
        })) {
      var attempt = send(url(receiver, "http"));

      assertThat(attempt.outcome())
          .isEqualTo(new Outcome.Accepted(new Answer(200, "x".repeat(500))));
      receiver.awaitLeft();
      assertThat(sent.get()).isLessThan(64 << 20);
    }
  }

  @Test
  void send_receiverThatDoesNotRead_timesOutAndLeaves() throws Exception {
    open(SHORT);
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readHead();
          awaitFailure(peer);
        })) {
      assertThat(send(url(receiver, "http"), large()).outcome())
          .isEqualTo(new Failed(Reason.TIMED_OUT));
      receiver.awaitLeft();
    }
  }

  @Test
  void send_answerBeforeTheMessageWasRead_countsAndTheConnectionIsClosed() throws Exception {
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readHead();
          peer.write("HTTP/1.1 413 Too Large\r\nContent-Length: 0\r\n\r\n");
          awaitFailure(peer);
        })) {
      assertThat(send(url(receiver, "http"), large()).outcome())
          .isEqualTo(new Outcome.Refused(new Answer(413, "")));
      receiver.awaitLeft();
    }
  }

  @Test
  void send_connectionBreaks_isBrokenOff() throws Exception {
    try (var receiver = new RawReceiver(RawReceiver.Peer::readHead)) {
      assertThat(send(url(receiver, "http")).outcome()).isEqualTo(new Failed(Reason.BROKEN_OFF));
    }
  }

  @Test
  void send_connectionBreaksInTheAnswer_takesItsStatus() throws Exception {
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readHead();
          peer.write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");
        })) {
      assertThat(send(url(receiver, "http")).outcome())
          .isEqualTo(new Outcome.Accepted(new Answer(200, "half")));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "220 mail.example.org ESMTP\r\n\r\n",
        "HTTP/1.1 twohundred OK\r\n\r\n",
        "SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "HTTP/2.0 200 OK\r\nContent-Length: 0\r\n\r\n",
      })
  void send_answerThatIsNotHttp_isSaidToBeNone(String answer) throws Exception {
    open(Duration.ofSeconds(2));
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readHead();
          peer.write(answer);
          peer.awaitEnd();
        })) {
      assertThat(send(url(receiver, "http")).outcome()).isEqualTo(new Failed(Reason.NOT_HTTP));
      receiver.awaitLeft();
    }
  }

  @Test
  void send_headWithoutEnd_isReadToItsBoundOnly() throws Exception {
    try (var receiver =
        new RawReceiver(peer -> {
          peer.readHead();
          peer.write("HTTP/1.1 200 OK\r\n");
          while (true) {
            peer.write("X-Filler: " + "x".repeat(1_000) + "\r\n");
          }
        })) {
      assertThat(send(url(receiver, "http")).outcome()).isEqualTo(new Failed(Reason.HEAD_TOO_LONG));
      receiver.awaitLeft();
    }
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
        assertThat(send(receiver.url("/")).outcome()).isInstanceOf(Outcome.Accepted.class);
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
      line.close();
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

      assertThat(attempt.outcome()).isInstanceOf(Outcome.Accepted.class);
      threads.shutdownNow();
      sender.close().await();
    }
  }

  private Future<List<InetAddress>> resolve(String name) {
    var known = addresses.get(name);
    return known == null ? Future.failedFuture("no such name") : Future.succeededFuture(known);
  }

  private void open(Duration timeout) {
    sender =
        new Sender(
            vertx,
            Clock.systemUTC(),
            destinations,
            "test",
            new ClientSSLOptions(),
            timeout,
            Ticker.system());
    line = sender.open(1);
  }

  private Attempt send(String url) throws InterruptedException {
    return send(url, MESSAGE);
  }

  private Attempt send(String url, Message message) throws InterruptedException {
    return line.send(WebhookUrl.parse(url), WebhookHeaders.NONE, secrets, message, 0);
  }

  private static String url(RawReceiver receiver, String scheme) {
    return scheme + "://" + NAME + ":" + receiver.port() + "/";
  }

  /// More than sockets hold.
  private static Message large() {
    return new Message("451", new byte[32 << 20]);
  }

  /// Writes the text over and over, a little apart, until the other side is gone.
  private static void trickle(RawReceiver.Peer peer, String text) throws IOException {
    while (true) {
      peer.write(text);
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  /// Reads nothing, and learns by writing that the other side is gone.
  private static void awaitFailure(RawReceiver.Peer peer) throws IOException {
    trickle(peer, " ");
  }
}
