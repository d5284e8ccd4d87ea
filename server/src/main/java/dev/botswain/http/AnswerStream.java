package dev.botswain.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/// An answer that is sent over time. Confined to its event loop.
public final class AnswerStream implements Ending {
  private final Exchange exchange;
  private final HttpServerResponse response;
  private final Lag lag;
  private Runnable onEnd = () -> {};

  AnswerStream(Exchange exchange, HttpServerResponse response) {
    this.exchange = exchange;
    this.response = response;
    lag = exchange.lag();
    response.closeHandler(_ -> over());
    response.exceptionHandler(_ -> over());
  }

  /// Sets an action for its end, however it ends.
  public void onEnd(Runnable action) {
    onEnd = action;
  }

  /// Sets an action for when it is no longer full.
  public void onDrain(Runnable action) {
    response.drainHandler(_ -> {
      lag.ends();
      action.run();
    });
  }

  /// Whether written data waits for the caller to read.
  public boolean isFull() {
    return response.closed() || response.writeQueueFull(); // A closed one would throw.
  }

  /// Aborts it if the caller does not read and there is no room for what waits.
  public void write(Buffer bytes) {
    if (!exchange.isDone() && !response.closed()) {
      response.write(bytes);
      if (isFull() && !lag.grows(bytes.length())) {
        cut();
      }
    }
  }

  /// Aborts it, whatever was written and not read.
  public void cut() {
    exchange.carrier().cut();
  }

  @Override
  public void end() {
    if (!exchange.isDone()) {
      response.end();
      over();
    }
  }

  private void over() {
    if (!exchange.isDone()) {
      exchange.closed(this);
      lag.ends();
      exchange.ended(response.getStatusCode());
      onEnd.run();
    }
  }
}
