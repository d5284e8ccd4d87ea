package dev.botswain.webhook;

import dev.botswain.webhook.Outcome.Answer;
import dev.botswain.webhook.Outcome.Failed.Reason;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.net.NetSocketInternal;
import java.net.InetAddress;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One attempt under way, on the event loop of its [Line]. A single deadline holds for all of it.
///
/// The status decides the outcome; the body is read for people to look at, and no further than
/// [#LONGEST_BODY]. Unless request and answer came to a clean end, the connection is closed:
/// whatever the receiver still sends, or does not take, costs nothing from then on.
final class Exchange {
  /// In bytes.
  private static final int LONGEST_BODY = 4 << 10;

  private final Sender sender;
  private final Line line;
  private final Promise<Outcome> outcome;
  private final Buffer body = Buffer.buffer();
  private @Nullable NetSocketInternal socket;
  private @Nullable HttpResponse head;
  private boolean written;
  private boolean answered;
  private long deadline;

  /// @param outcome is completed in any case, and never failed
  Exchange(Sender sender, Line line, Promise<Outcome> outcome) {
    this.sender = sender;
    this.line = line;
    this.outcome = outcome;
  }

  void start(WebhookUrl url, FullHttpRequest request, int tries) {
    deadline = sender.vertx.setTimer(sender.timeout.toMillis(), _ -> end(Reason.TIMED_OUT));
    sender
        .destinations
        .resolve(url, tries)
        .compose(address -> connect(url, address))
        .onSuccess(open -> send(open, request))
        .onFailure(this::fail);
  }

  private Future<NetSocketInternal> connect(WebhookUrl url, InetAddress address) {
    if (isOver()) {
      return Future.failedFuture(new AttemptFailedException(Reason.TIMED_OUT, null));
    }
    return line.connect(url, address)
        .recover(cause ->
            Future.failedFuture(
                new AttemptFailedException(reason(cause, Reason.NOT_CONNECTED), cause)));
  }

  private void send(NetSocketInternal open, FullHttpRequest request) {
    if (isOver()) {
      return;
    }
    socket = open;
    open.exceptionHandler(this::fail);
    open.closeHandler(_ -> end(Reason.BROKEN_OFF));
    open.messageHandler(this::receive);
    open.writeMessage(request).onSuccess(_ -> written = true).onFailure(this::fail);
  }

  private void receive(Object message) {
    try {
      if (!(message instanceof HttpObject part) || part.decoderResult().isFailure()) {
        end(Reason.NOT_HTTP);
        return;
      }
      if (part instanceof HttpResponse response) {
        take(response);
      }
      if (part instanceof HttpContent content && head != null) {
        take(content);
      }
    } finally {
      ReferenceCountUtil.release(message);
    }
  }

  private void take(HttpResponse response) {
    var version = response.protocolVersion();
    if (!version.equals(HttpVersion.HTTP_1_1) && !version.equals(HttpVersion.HTTP_1_0)) {
      end(Reason.NOT_HTTP);
    } else if (!isInterim(response.status())) {
      head = response;
    }
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

  /// @param otherwise why there is no answer, if there is none
  private void end(Reason otherwise) {
    if (isOver()) {
      return;
    }
    outcome.complete(head == null ? new Outcome.Failed(otherwise) : outcome(head));
    sender.vertx.cancelTimer(deadline);
    if (socket != null && head != null && written && answered && HttpUtil.isKeepAlive(head)) {
      line.keep(socket);
    } else {
      line.drop();
    }
  }

  private Outcome outcome(HttpResponse head) {
    return Outcome.of(
        new Answer(head.status().code(), AnswerText.of(body.getBytes())),
        RetryAfter.parse(head.headers().get(HttpHeaderNames.RETRY_AFTER), sender.clock.instant()));
  }

  private boolean isOver() {
    return outcome.future().isComplete();
  }

  /// Whether the answer itself is still to come:
  /// <https://www.rfc-editor.org/rfc/rfc9110#section-15.2>.
  private static boolean isInterim(HttpResponseStatus status) {
    return status.codeClass() == HttpStatusClass.INFORMATIONAL
        && status.code() != HttpResponseStatus.SWITCHING_PROTOCOLS.code();
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
