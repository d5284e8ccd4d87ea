package dev.botswain.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.config.Reach;
import dev.botswain.time.Ticker;
import dev.botswain.webhook.DeliveryOutcome.Failed;
import dev.botswain.webhook.DeliveryOutcome.Failed.Reason;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PfxOptions;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// The peer is verified for the name in the URL, although the connection goes to an address.
@Timeout(60)
class ConnectionOverTlsTest {
  private static Vertx vertx;
  private static PfxOptions right;
  private static PfxOptions wrongName;

  @BeforeAll
  static void make(@TempDir Path folder) throws Exception {
    vertx = Vertx.vertx();
    right = Certificates.make(folder, "receiver.test");
    wrongName = Certificates.make(folder, "other.test");
  }

  @AfterAll
  static void stop() {
    vertx.close().await();
  }

  @Test
  void send_certificateForTheName_isTrusted() throws Exception {
    try (var receiver = receiver(right)) {
      var outcome = send(receiver, new ClientSSLOptions().setTrustOptions(right));

      assertThat(outcome).isInstanceOf(DeliveryOutcome.Accepted.class);
      var arrival = receiver.next();
      assertThat(arrival.header("host")).isEqualTo("receiver.test:" + receiver.port());
      assertThat(arrival.request().connection().indicatedServerName()).isEqualTo("receiver.test");
    }
  }

  @Test
  void send_certificateOfNobodyKnown_fails() throws Exception {
    assertFails(right, new ClientSSLOptions());
  }

  @Test
  void send_certificateForAnotherName_fails() throws Exception {
    assertFails(wrongName, new ClientSSLOptions().setTrustOptions(wrongName));
  }

  @Test
  void send_receiverWithoutTls_fails() throws Exception {
    try (var receiver = new Receiver(vertx)) {
      receiver.answer(200);
      var url = "https://receiver.test:" + receiver.port() + "/";

      assertThat(send(url, new ClientSSLOptions())).isEqualTo(new Failed(Reason.TLS));
      assertThat(receiver.count()).isZero();
    }
  }

  private static void assertFails(PfxOptions certificate, ClientSSLOptions options)
      throws Exception {
    try (var receiver = receiver(certificate)) {
      assertThat(send(receiver, options)).isEqualTo(new Failed(Reason.TLS));
      assertThat(receiver.count()).isZero();
    }
  }

  private static Receiver receiver(PfxOptions certificate) {
    var receiver =
        new Receiver(
            vertx,
            new HttpServerOptions().setSsl(true).setSni(true).setKeyCertOptions(certificate));
    receiver.answer(200);
    return receiver;
  }

  private static DeliveryOutcome send(Receiver receiver, ClientSSLOptions options)
      throws Exception {
    return send(receiver.url("/"), options);
  }

  private static DeliveryOutcome send(String url, ClientSSLOptions options) throws Exception {
    var loopback = List.of(InetAddress.ofLiteral("127.0.0.1"));
    var sender =
        new Sender(
            vertx,
            Clock.systemUTC(),
            new Destinations(_ -> Future.succeededFuture(loopback), Reach.LOOPBACK),
            "test",
            new Sender.Terms(options, Duration.ofSeconds(20), Ticker.system()));
    try (var connection = sender.open(1)) {
      return connection
          .send(
              WebhookUrl.parse(url),
              WebhookHeaders.NONE,
              WebhookSecrets.random(),
              new Message("1", new byte[0]),
              0)
          .outcome();
    } finally {
      sender.close().await();
    }
  }
}
