package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.botswain.config.Reach;
import dev.botswain.limit.Limit;
import dev.botswain.time.Ticker;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/// A way to receivers on this machine, under names of their own.
abstract class ConnectionFixture {
  static final Duration SHORT = Duration.ofMillis(400);
  static final Duration LONG = Duration.ofSeconds(20);
  static final int SHARE = (int) Limit.ATTEMPTS_TO_A_HOST.share();
  static final String NAME = "receiver.test";
  static final Message MESSAGE =
      new Message("451", "{\"id\":\"451\",\"data\":{\"content\":\"ä\"}}".getBytes(UTF_8));

  final Vertx vertx = Vertx.vertx();
  final Map<String, List<InetAddress>> addresses = new ConcurrentHashMap<>();
  final WebhookSecrets secrets = WebhookSecrets.random().rotate(Clock.systemUTC().instant());
  Destinations destinations = new Destinations(this::resolve, Reach.LOOPBACK);
  Sender sender;
  ReceiverConnection connection;

  @BeforeEach
  void lead() {
    addresses.put(NAME, List.of(InetAddress.ofLiteral("127.0.0.1")));
    open(LONG);
  }

  @AfterEach
  void stop() throws Exception {
    // A connection that cannot be closed would prevent this from ending.
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  Future<List<InetAddress>> resolve(String name) {
    var known = addresses.get(name);
    return known == null ? Future.failedFuture("no such name") : Future.succeededFuture(known);
  }

  void open(Duration timeout) {
    sender =
        new Sender(
            vertx,
            Clock.systemUTC(),
            destinations,
            "test",
            new Sender.Terms(new ClientSSLOptions(), timeout, Ticker.system()));
    connection = sender.open(1);
  }

  DeliveryAttempt send(String url) throws InterruptedException {
    return send(url, MESSAGE);
  }

  DeliveryAttempt send(String url, Message message) throws InterruptedException {
    return connection.send(WebhookUrl.parse(url), WebhookHeaders.NONE, secrets, message, 0);
  }

  static String url(RawReceiver receiver, String scheme) {
    return scheme + "://" + NAME + ":" + receiver.port() + "/";
  }

  /// More than sockets hold.
  static Message large() {
    return new Message("451", new byte[32 << 20]);
  }

  /// Writes the text repeatedly, with pauses, until the peer is gone.
  static void trickle(RawReceiver.Peer peer, String text) throws IOException {
    while (true) {
      peer.write(text);
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  /// Reads nothing, and notices by writing that the peer is gone.
  static void awaitFailure(RawReceiver.Peer peer) throws IOException {
    trickle(peer, " ");
  }
}
