package dev.botswain.http;

import dev.botswain.error.ApiError;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.streams.ReadStream;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;

/// A request's body as it arrives. For each section of it the caller has the time that a whole
/// short request may take, so a long body may take its time, but a trickling one cannot hold its
/// resources. No time is counted while the stream is paused.
///
/// Once the request was answered, calls have no effect. Confined to its event loop.
final class StreamedBody implements ReadStream<Buffer> {
  private static final int STRETCH = 256 << 10;

  private final Exchange exchange;
  private final HttpServerRequest request;
  private final Runnable whole;
  private @Nullable Handler<Throwable> failed;
  private boolean awaited;
  private boolean ended;
  private int inStretch;

  /// @param whole called when all of it has arrived
  StreamedBody(Exchange exchange, Runnable whole) {
    this.exchange = exchange;
    this.whole = whole;
    request = exchange.request();
    awaited = request.headers().contains(HttpHeaders.EXPECT);
    request.pause();
    request.exceptionHandler(cause -> {
      exchange.abandoned();
      fail(cause);
    });
  }

  @Override
  public StreamedBody handler(@Nullable Handler<Buffer> handler) {
    if (!exchange.isDone()) {
      request.handler(handler == null ? null : piece -> take(piece, handler));
    }
    return this;
  }

  private void take(Buffer piece, Handler<Buffer> handler) {
    inStretch += piece.length();
    if (inStretch >= STRETCH) {
      inStretch = 0;
      expect();
    }
    handler.handle(piece);
  }

  @Override
  public StreamedBody endHandler(@Nullable Handler<Void> handler) {
    if (!exchange.isDone()) {
      request.endHandler(_ -> {
        ended = true;
        whole.run();
        exchange.rest().arrives();
        if (handler != null) {
          handler.handle(null);
        }
      });
    }
    return this;
  }

  @Override
  public StreamedBody exceptionHandler(@Nullable Handler<Throwable> handler) {
    failed = handler;
    if (handler != null && exchange.isDone()) {
      handler.handle(new CancellationException("the caller has gone"));
    }
    return this;
  }

  @Override
  public StreamedBody pause() {
    if (!exchange.isDone()) {
      exchange.rest().arrives();
      request.pause();
    }
    return this;
  }

  @Override
  public StreamedBody resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public StreamedBody fetch(long amount) {
    if (!exchange.isDone()) {
      if (awaited) {
        awaited = false;
        request.response().writeContinue();
      }
      expect();
      request.fetch(amount);
    }
    return this;
  }

  private void expect() {
    if (!ended) {
      var due = exchange.loop().connections().bodyDue(System.nanoTime());
      exchange.rest().await(due, this::tooSlow);
    }
  }

  private void tooSlow() {
    exchange.refuse(ApiError.SLOW_REQUEST.refusal());
    fail(new CancellationException("too slow"));
  }

  private void fail(Throwable cause) {
    if (failed != null) {
      failed.handle(cause);
    }
  }
}
