package dev.botswain.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// What carries an exchange, and what becomes of it afterwards: a connection, or over HTTP/2 a
/// stream of one. Confined to its event loop.
final class ExchangeConnection {
  private final HttpServerRequest request;
  private final Peer peer;
  private boolean last;

  ExchangeConnection(HttpServerRequest request, Peer peer) {
    this.request = request;
    this.peer = peer;
  }

  /// Whether others share its connection.
  boolean isStream() {
    return Http2.isUsed(request);
  }

  /// The connection must not be used again after this answer.
  void last() {
    last = true;
  }

  /// The same, because the server stops: the client's other requests belong elsewhere too.
  void sendAway() {
    last();
    if (isStream()) {
      Http2.sendAway(request);
    }
  }

  /// Whether no further request is accepted on the connection.
  boolean closes() {
    return last && !isStream();
  }

  /// The answer has been passed to it.
  ///
  /// @param written completes when it has been sent
  /// @param dropThenClose drops the rest of the request before the connection is closed; null if
  ///   there is none
  void leave(Future<Void> written, @Nullable Runnable dropThenClose) {
    if (closes()) {
      if (dropThenClose == null) {
        request.connection().close();
      } else {
        dropThenClose.run();
      }
    } else if (last && dropThenClose != null) {
      written.onComplete(_ -> Http2.takeNoMore(request));
    }
  }

  /// Ends it without the rest of the answer.
  void breakOff() {
    if (isStream()) {
      Http2.cut(request);
    } else {
      request.connection().close();
    }
  }

  /// Aborts it, whatever was written and not read.
  void cut() {
    if (isStream()) {
      Http2.cut(request);
    } else {
      peer.cut();
    }
  }
}
