package dev.botswain.http;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.streams.ReadStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request on its way through a [Mount]. It ends once: by [#send], [#refuse], [#complete] or
/// [#breakOff], or when the caller goes away; what is said to it afterwards has no effect. Confined
/// to its event loop.
public final class Passage {
  private final Exchange exchange;
  private final Consumer<Caller> admission;
  private final Strangers strangers;

  Passage(Exchange exchange, Consumer<Caller> admission, Strangers strangers) {
    this.exchange = exchange;
    this.admission = admission;
    this.strangers = strangers;
    exchange.request().response().closeHandler(_ -> exchange.abandoned());
  }

  /// The request, for its head only: its body is had from [#body] or [#stream].
  public HttpServerRequest request() {
    return exchange.request();
  }

  /// Of whoever calls: what limits by address count by.
  public String network() {
    return ClientAddress.network(exchange.address());
  }

  /// Whether a proxy that is trusted passed the request on, so that its `X-Forwarded-` headers
  /// hold.
  public boolean isForwarded() {
    return exchange.peer().proxy();
  }

  /// Says who is calling, for the log and the limits.
  ///
  /// @param caller null for somebody who is known by no more than an address
  /// @throws RequestRefusedException if they call too often
  public void admit(@Nullable Caller caller) {
    if (caller == null) {
      strangers.admit(exchange);
    } else {
      admission.accept(caller);
    }
  }

  /// Whoever upgraded the connection has named a session on it.
  public void known() {
    exchange.peer().known();
  }

  /// Discord answered 401, 403, 404 or 429. Somebody without a session for whom it does so often is
  /// not admitted for a while, as that counts against this server's address.
  public void discordRefused() {
    if (exchange.caller() == null) {
      strangers.refused(exchange);
    }
  }

  /// Whether a body follows the head.
  public boolean hasBody() {
    return exchange.body() != null;
  }

  /// Collects the body; the request is refused if it is longer than so many bytes, or too slow.
  ///
  /// @throws RequestRefusedException if it says itself that it is too long
  public void body(int most, Handler<Buffer> whole) {
    body().read(most, whole);
  }

  /// The body as it comes, paused, of any length. While it flows, the caller has to keep up a least
  /// speed.
  public ReadStream<Buffer> stream() {
    return body().stream();
  }

  /// What to do once this is over, however it ends.
  public void onDone(Runnable action) {
    exchange.onDone(action);
  }

  public boolean isDone() {
    return exchange.isDone();
  }

  /// Answers with what is there as a whole.
  public void send(Answer answer) {
    exchange.send(answer);
  }

  /// Answers with an error, or breaks off what has begun.
  public void refuse(Throwable failure) {
    exchange.refuse(failure);
  }

  /// Begins an answer whose headers and body are then written to what this returns, but not ended
  /// there. Not to be called once this is done.
  public HttpServerResponse begin(int status) {
    return exchange.begin(status);
  }

  /// Ends an answer that was begun.
  ///
  /// @param rest what is left to be written of its body; empty if that was all
  public void complete(Buffer rest) {
    exchange.complete(rest);
  }

  /// The rest of an answer that was begun will not come. The caller learns it by the connection,
  /// which is closed.
  public void breakOff() {
    exchange.breakOff();
  }

  /// Makes the connection a WebSocket (RFC 6455). This is done when the socket closes, whose close
  /// handler is taken: [#onDone] tells. It is to be closed by [SocketGuard#close].
  ///
  /// @param longest bytes that a message of the caller may have
  /// @param tooLong closes the socket of one that sends a longer one
  /// @param stopping what to do when the server stops; it should close the socket
  public Future<ServerWebSocket> upgrade(
      int longest, Consumer<ServerWebSocket> tooLong, Runnable stopping) {
    Ending ending = stopping::run;
    exchange.request().response().closeHandler(null);
    return exchange
        .upgrade(longest, tooLong)
        .onSuccess(socket -> {
          exchange.opened(ending);
          socket.closeHandler(_ -> {
            exchange.closed(ending);
            exchange.ended(101);
          });
        })
        .onFailure(_ -> exchange.ended(400));
  }

  private IncomingBody body() {
    var body = exchange.body();
    if (body == null) {
      throw new IllegalStateException("the request has no body");
    }
    return body;
  }
}
