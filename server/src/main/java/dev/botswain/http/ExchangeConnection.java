package dev.botswain.http;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// What carries an exchange, and what becomes of it afterwards: a connection, or over HTTP/2 a
/// stream of one. Confined to its event loop.
final class ExchangeConnection {
  private final HttpServerRequest request;
  private final Peer peer;
  private final @Nullable Hop hop;
  private boolean last;

  /// @param hop null if it comes from its caller
  ExchangeConnection(HttpServerRequest request, Peer peer, @Nullable Hop hop) {
    this.request = request;
    this.peer = peer;
    this.hop = hop;
  }

  /// What another server says of it that has passed it on; null if it comes from its caller.
  @Nullable Hop hop() {
    return hop;
  }

  /// Whether a trusted proxy passed it on, so that its `X-Forwarded-` headers are valid.
  boolean isProxied() {
    return hop == null ? peer.proxy() : hop.proxied();
  }

  /// Whether the connection of its caller is encrypted.
  boolean isEncrypted() {
    return hop == null ? request.isSSL() : hop.secure();
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
