package dev.botswain.webhook;

import dev.botswain.time.Alarm;
import dev.botswain.webhook.DeliveryOutcome.Answer;
import dev.botswain.webhook.DeliveryOutcome.Failed.Reason;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Supplier;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One attempt in progress, on the event loop of its [ReceiverConnection]. A single deadline covers
/// all of it.
///
/// The status decides the outcome. The body is read only to show it to people, up to
/// [#LONGEST_BODY]. Unless request and answer ended cleanly ([Framing]), the connection is closed,
/// so that whatever the receiver still sends, or does not read, costs nothing from then on.
///
/// A receiver may close a connection at the very moment at which it is reused. So if a reused
/// connection gives no answer, the request is sent again on a new one, at once and as part of the
/// same attempt.
final class DeliveryRequest {
  /// In bytes.
  private static final int LONGEST_BODY = 4 << 10;

  private final Sender sender;
  private final ReceiverConnection connection;
  private final WebhookHeaders headers;
  private final Promise<DeliveryOutcome> outcome;
  private final Buffer body = Buffer.buffer();
  private final Alarm deadline;
  private @Nullable ReceiverSocket socket;
  private @Nullable HttpResponse head;
  private boolean written;
  private boolean answered;

  /// @param headers of the request, whose values are hidden where the receiver sends them back
  /// @param outcome is always completed, and never failed
  DeliveryRequest(
      Sender sender,
      ReceiverConnection connection,
      WebhookHeaders headers,
      Promise<DeliveryOutcome> outcome) {
    this.sender = sender;
    this.connection = connection;
    this.headers = headers;
    this.outcome = outcome;
    this.deadline = new Alarm(sender.vertx);
  }

  void start(WebhookUrl url, Supplier<FullHttpRequest> request, int earlier) {
    deadline.set(sender.timeout, () -> end(Reason.TIMED_OUT));
    sender
        .destinations
        .resolve(url, earlier)
        .onSuccess(addresses -> connect(url, addresses, request))
        .onFailure(this::fail);
  }

  private void connect(
      WebhookUrl url, List<InetAddress> addresses, Supplier<FullHttpRequest> request) {
    if (isOver()) {
      return;
    }
    connection
        .connect(url, addresses)
        .onSuccess(open -> send(open, request, () -> again(url, addresses, request)))
        .onFailure(cause -> end(reason(cause, Reason.NOT_CONNECTED)));
  }

  private void again(
      WebhookUrl url, List<InetAddress> addresses, Supplier<FullHttpRequest> request) {
    written = false;
    connection
        .open(url, addresses)
        .onSuccess(open -> send(open, request, () -> {}))
        .onFailure(cause -> end(reason(cause, Reason.NOT_CONNECTED)));
  }

  /// @param again what to do if the connection was reused, and gives no answer
  private void send(ReceiverSocket open, Supplier<FullHttpRequest> request, Runnable again) {
    if (isOver()) {
      connection.drop();
      return;
    }
    socket = open;
    open.use();
    open.netSocket.exceptionHandler(cause -> broken(open, reason(cause, Reason.BROKEN_OFF), again));
    open.netSocket.closeHandler(_ -> broken(open, Reason.BROKEN_OFF, again));
    open.netSocket.messageHandler(message -> {
      Reason wrong = receive(open, message);
      if (wrong != null) {
        broken(open, wrong, again);
      }
    });
    FullHttpRequest message = request.get();
    if (!connection.isKept()) {
      message.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    }
    open.netSocket
        .writeMessage(message)
        .onSuccess(_ -> written = true)
        .onFailure(cause -> broken(open, reason(cause, Reason.BROKEN_OFF), again));
  }

  /// Nothing more will arrive on this connection.
  private void broken(ReceiverSocket from, Reason reason, Runnable again) {
    if (from != socket || isOver()) {
      return;
    }
    if (head == null && from.isReused()) {
      socket = null; // Its end must not count as the new one's.
      if (reason != Reason.BROKEN_OFF) {
        connection.distrust();
      }
      again.run();
    } else {
      end(reason);
    }
  }

  /// @return why this is not a valid answer, or null
  private @Nullable Reason receive(ReceiverSocket from, Object message) {
    try {
      if (from != socket || isOver()) {
        return null;
      }
      if (!(message instanceof HttpObject part)) {
        return Reason.NOT_HTTP;
      }
      if (part.decoderResult().isFailure()) {
        return Framing.fault(part);
      }
      if (part instanceof HttpResponse response) {
        Reason wrong = take(from, response);
        if (wrong != null) {
          return wrong;
        }
      }
      if (part instanceof HttpContent content && head != null) {
        take(content);
      }
      return null;
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private @Nullable Reason take(ReceiverSocket from, HttpResponse response) {
    Reason wrong = Framing.fault(response);
    if (wrong == null && !written && from.isReused()) {
      return Reason.NOT_HTTP; // It answers something else, or too early to tell.
    }
    if (wrong == null && !Framing.isInterim(response)) {
      head = response;
    }
    return wrong;
  }

  private void take(HttpContent content) {
    var bytes = content.content();
    int room = LONGEST_BODY - body.length();
    boolean fits = bytes.readableBytes() <= room;
    var chunk = new byte[Math.min(room, bytes.readableBytes())];
    bytes.readBytes(chunk);
    body.appendBytes(chunk);
    answered = fits && content instanceof LastHttpContent;
    if (answered || !fits) {
      end(Reason.BROKEN_OFF);
    }
  }

  private void fail(Throwable cause) {
    end(reason(cause, Reason.BROKEN_OFF));
  }

  /// @param otherwise the reason to report if there is no answer
  private void end(Reason otherwise) {
    if (isOver()) {
      return;
    }
    HttpResponse answer = head;
    outcome.complete(answer == null ? new DeliveryOutcome.Failed(otherwise) : outcome(answer));
    deadline.stop();
    if (answer == null) {
      connection.forgetAddress();
      connection.drop();
    } else {
      release(answer);
    }
  }

  /// Keeps the connection if it can carry another message, and closes it otherwise.
  private void release(HttpResponse answer) {
    ReceiverSocket used = socket;
    if (used == null || !written || !answered) {
      connection.drop();
      return;
    }
    if (!used.answers.isClean()) {
      connection.distrust();
    }
    if (connection.isKept() && Framing.isReusable(answer)) {
      connection.keep(used);
    } else {
      connection.drop();
    }
  }

  private DeliveryOutcome outcome(HttpResponse head) {
    return DeliveryOutcome.of(
        new Answer(head.status().code(), AnswerText.of(body.getBytes(), headers::veil)),
        RetryAfter.parse(head.headers().get(HttpHeaderNames.RETRY_AFTER), sender.clock.instant()));
  }

  private boolean isOver() {
    return outcome.future().isComplete();
  }

  private static Reason reason(Throwable failure, Reason otherwise) {
    if (failure instanceof AttemptFailedException known) {
      return known.reason;
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return Reason.TLS;
      }
    }
    return otherwise;
  }
}
