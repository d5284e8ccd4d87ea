package dev.botswain.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.botswain.webhook.DeliveryOutcome.Answer;
import dev.botswain.webhook.DeliveryOutcome.Failed;
import dev.botswain.webhook.DeliveryOutcome.Failed.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Receivers that are silent, slow, endless or speak no HTTP cost an attempt, and no more.
@Timeout(30)
class HostileReceiverTest extends ConnectionFixture {
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
              DeliveryOutcome.Accepted.class,
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
          .isEqualTo(new DeliveryOutcome.Accepted(new Answer(200, "x".repeat(500))));
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
          .isEqualTo(new DeliveryOutcome.Refused(new Answer(413, "")));
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
          .isEqualTo(new DeliveryOutcome.Accepted(new Answer(200, "half")));
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
}
