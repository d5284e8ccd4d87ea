package dev.botswain.http;

import dev.botswain.error.RequestRefusedException;
import dev.botswain.trace.Span;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.net.NetSocket;
import io.vertx.core.streams.ReadStream;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// One request on its way through a [Mount]. It ends once: by [#send], [#refuse], [#complete] or
/// [#breakOff], or when the caller disconnects; later calls have no effect. Confined to its event
/// loop.
public final class Passage {
  private final Exchange exchange;
  private final Consumer<Caller> admission;
  private final AnonymousLimits anonymous;

  Passage(Exchange exchange, Consumer<Caller> admission, AnonymousLimits anonymous) {
    this.exchange = exchange;
    this.admission = admission;
    this.anonymous = anonymous;
    exchange.request().response().closeHandler(_ -> exchange.abandoned());
  }

  /// The request, for its head only: use [#body] or [#stream] for its body.
  public HttpServerRequest request() {
    return exchange.request();
  }

  /// The caller's network: the key of limits by address.
  public String network() {
    return ClientAddress.network(exchange.address());
  }

  /// The caller's address.
  public String address() {
    return exchange.address();
  }

  /// Created by the caller or here; it is in the log and in the answer.
  public String requestId() {
    return exchange.requestId();
  }

  /// It in its trace.
  public Span span() {
    return exchange.account().span();
  }

  /// Whether a trusted proxy passed the request on, so that its `X-Forwarded-` headers are valid.
  public boolean isForwarded() {
    return exchange.carrier().isProxied();
  }

  /// Sets the caller, for the log and the limits.
  ///
  /// @param caller null for a caller that is known only by an address
  /// @throws RequestRefusedException if they call too often
  public void admit(@Nullable Caller caller) {
    if (caller == null) {
      anonymous.admit(exchange);
    } else {
      admission.accept(caller);
    }
  }

  /// The peer that upgraded the connection has named a session on it.
  public void known() {
    exchange.peer().known();
  }

  /// Discord answered 401, 403, 404 or 429. A caller without a session that gets this too often is
  /// refused for a while, because it counts against this server's address.
  public void discordRefused() {
    if (exchange.caller() == null) {
      anonymous.refused(exchange);
    }
  }

  /// Whether a body follows the head.
  public boolean hasBody() {
    return exchange.body() != null;
  }

  /// Collects the body; the request is refused if it is longer than `most` bytes, or too slow.
  ///
  /// @throws RequestRefusedException if it is announced as too long
  public void body(int most, Handler<Buffer> whole) {
    body().read(most, whole);
  }

  /// The body as it arrives, paused, of any length. While it flows, the caller must keep up a
  /// minimum speed.
  public ReadStream<Buffer> stream() {
    return body().stream();
  }

  /// Adds an action for the end of the request, however it ends.
  public void onDone(Runnable action) {
    exchange.onDone(action);
  }

  public boolean isDone() {
    return exchange.isDone();
  }

  /// Sends a complete answer.
  public void send(Answer answer) {
    exchange.send(answer);
  }

  /// Answers with an error, or aborts an answer that has begun.
  public void refuse(Throwable failure) {
    exchange.refuse(failure);
  }

  /// The error that [#refuse] answers with.
  public RequestRefusedException refusal(Throwable failure) {
    return exchange.shared().failures().refusal(failure);
  }

  /// Begins an answer whose headers and body are then written to the result, but not ended there.
  /// Must not be called once this is done.
  public HttpServerResponse begin(int status) {
    return exchange.begin(status);
  }

  /// Whether the connection of the caller is encrypted.
  public boolean isEncrypted() {
    return exchange.carrier().isEncrypted();
  }

  /// What another server must know of the request if it is passed on to it.
  public Hop hop() {
    return new Hop(
        exchange.address(),
        Dispatcher.isSecure(exchange),
        exchange.carrier().isProxied(),
        exchange.shared().port());
  }

  /// Begins an answer of another server, whose headers and body are then written to the result, but
  /// not ended there.
  ///
  /// @param by a name of that server, for the log
  /// @param session the caller's fingerprint, for the log; null if it was not admitted
  public HttpServerResponse passOn(int status, String by, @Nullable String session) {
    exchange.account().answeredBy(by, session);
    if (session != null) {
      exchange.peer().known();
    }
    return exchange.passOn(status);
  }

  /// Counts what waits for this caller while it does not keep up.
  public Lag lag() {
    return exchange.lag();
  }

  /// Aborts it, whatever was written and not read.
  public void cut() {
    exchange.carrier().cut();
  }

  /// Sets what to do when the server stops, if it has no end of its own.
  public void onStop(Runnable action) {
    Ending ending = action::run;
    exchange.opened(ending);
    exchange.onDone(() -> exchange.closed(ending));
  }

  /// Ends an answer that was begun.
  ///
  /// @param rest the part of its body that is not written yet; empty if that was all
  public void complete(Buffer rest) {
    exchange.complete(rest);
  }

  /// The rest of an answer that was begun will not come. The caller notices because the connection
  /// is closed.
  public void breakOff() {
    exchange.breakOff();
  }

  /// Upgrades the connection to a WebSocket (RFC 6455). The passage is done when the socket closes;
  /// the socket's close handler is taken, so use [#onDone]. It must be closed with
  /// [SocketGuard#close].
  ///
  /// @param longest the most bytes of a message of the caller
  /// @param tooLong closes the socket of a caller that sends a longer one
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

  /// Answers the request for an upgrade with the head that was begun by [#passOn], and leaves the
  /// connection: bytes both ways. The passage is done when the caller closes it; the close handler
  /// is taken, so use [#onDone].
  ///
  /// @return paused
  public Future<NetSocket> tunnel() {
    exchange.request().response().closeHandler(null);
    return exchange
        .request()
        .toNetSocket()
        .onSuccess(socket -> {
          socket.pause().closeHandler(_ -> exchange.ended(101));
          exchange.left();
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
