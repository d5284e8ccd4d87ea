package dev.botswain.api;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The connections of one event loop, and how long each may keep us waiting. A client that sends
/// its request byte by byte is never idle, so what counts is the time since a whole request was
/// due: that is how clients who hold connections open with trickling headers or bodies are found.
///
/// Confined to its event loop.
final class Connections {
  private final Map<HttpConnection, Peer> peers = new HashMap<>();
  private final ClientAddress addresses;
  private final long headNanos;
  private final long idleNanos;

  /// One connection.
  static final class Peer {
    private static final long NEVER = Long.MAX_VALUE;

    private final HttpConnection connection;
    private final String address;
    private final boolean proxy;
    private long dueNanos;
    private Runnable overdue;
    private boolean closing;

    private Peer(HttpConnection connection, String address, boolean proxy, long dueNanos) {
      this.connection = connection;
      this.address = address;
      this.proxy = proxy;
      this.dueNanos = dueNanos;
      overdue = connection::close;
    }

    /// The address at the other end, whoever that is.
    String address() {
      return address;
    }

    /// Whether the other end is a proxy that is believed when it names the caller.
    boolean proxy() {
      return proxy;
    }

    /// No request is taken from it any more, not even one that has arrived already.
    void close() {
      closing = true;
    }

    boolean isClosing() {
      return closing;
    }

    /// A request is at work: now the caller waits for us.
    void working() {
      dueNanos = NEVER;
    }

    /// The rest of a request is due.
    ///
    /// @param late what to do if it does not come
    void expectBody(long due, Runnable late) {
      dueNanos = due;
      overdue = late;
    }

    /// The request was answered; the next one is due.
    void expectRequest(long due) {
      dueNanos = due;
      overdue = connection::close;
    }
  }

  /// @param headNanos how long a new connection may take until it has sent the head of a request,
  ///   and a request until its body is there
  /// @param idleNanos how long a connection may take after an answer until the head of its next
  ///   request is there
  Connections(ClientAddress addresses, long headNanos, long idleNanos) {
    this.addresses = addresses;
    this.headNanos = headNanos;
    this.idleNanos = idleNanos;
  }

  /// Breaks a connection off. Its own close would wait until the other end has read all that was
  /// written, and so for ever if it does not read.
  static void cut(HttpConnection connection) {
    ((HttpServerConnection) connection).channelHandlerContext().close();
  }

  void opened(HttpConnection connection, long now) {
    var address = connection.remoteAddress().hostAddress();
    peers.put(
        connection, new Peer(connection, address, addresses.trusts(address), now + headNanos));
    connection.closeHandler(_ -> peers.remove(connection));
  }

  Peer peer(HttpConnection connection) {
    return Objects.requireNonNull(peers.get(connection));
  }

  long bodyDue(long now) {
    return now + headNanos;
  }

  long requestDue(long now) {
    return now + idleNanos;
  }

  /// Gives up on those who are late.
  void sweep(long now) {
    var late = new ArrayList<Peer>();
    for (var peer : peers.values()) {
      if (peer.dueNanos != Peer.NEVER && now - peer.dueNanos > 0) {
        late.add(peer);
      }
    }
    for (var peer : late) {
      peer.dueNanos = Peer.NEVER;
      peer.overdue.run();
    }
  }
}
