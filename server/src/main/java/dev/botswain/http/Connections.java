package dev.botswain.http;

import io.netty.channel.Channel;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/// The connections of one event loop, and how long each may keep the server waiting. A client that
/// sends its request byte by byte is never idle, so the time counts since a whole request was due:
/// this finds clients that hold connections open with trickling headers or bodies.
///
/// Confined to its event loop.
final class Connections {
  private final Map<HttpConnection, Peer> peers = new HashMap<>();
  private final ClientAddress addresses;
  private final Door door;
  private final long headNanos;
  private final long idleNanos;

  /// One connection.
  static final class Peer {
    private static final long NEVER = Long.MAX_VALUE;

    private final HttpConnection connection;
    private final Door door;
    private final String address;
    private final String network;
    private final boolean proxy;
    private long dueNanos;
    private Runnable overdue;
    private boolean known;
    private boolean closing;

    Peer(HttpConnection connection, Door door, String address, boolean proxy, long dueNanos) {
      this.connection = connection;
      this.door = door;
      this.address = address;
      this.network = ClientAddress.network(address);
      this.proxy = proxy;
      this.dueNanos = dueNanos;
      overdue = this::closeIdle;
    }

    private void closeIdle() {
      connection.close();
    }

    /// The peer's address.
    String address() {
      return address;
    }

    /// Whether the peer is a proxy that is trusted to name the caller.
    boolean proxy() {
      return proxy;
    }

    String network() {
      return network;
    }

    /// Whose share of the connections it counts towards.
    Object sharer() {
      return proxy ? this : network;
    }

    /// Aborts the connection. Thread-safe.
    void cut() {
      Connections.cut(connection);
    }

    /// A session has been named on it.
    void known() {
      if (!known) {
        known = true;
        door.waitsNoMore(this);
      }
    }

    /// The server waits for a peer that has named no session.
    void waits() {
      if (!known) {
        door.waits(this);
      }
    }

    /// Accepts no more requests from it, not even one that has arrived already.
    void close() {
      closing = true;
    }

    boolean isClosing() {
      return closing;
    }

    /// A request is in progress: now the caller waits for the server.
    void working() {
      dueNanos = NEVER;
      if (!known) {
        door.waitsNoMore(this);
      }
    }

    /// The rest of a request is due.
    ///
    /// @param late what to do if it does not arrive
    void expectBody(long due, Runnable late) {
      dueNanos = due;
      overdue = late;
      waits();
    }

    /// The request was answered; the next one is due.
    void expectRequest(long due) {
      dueNanos = due;
      overdue = this::closeIdle;
      waits();
    }
  }

  /// @param door shared by all event loops
  /// @param headNanos how long a new connection may take to send the head of a request, and a
  ///   request to send its body
  /// @param idleNanos how long a connection may take after an answer to send the head of its next
  ///   request
  Connections(ClientAddress addresses, Door door, long headNanos, long idleNanos) {
    this.door = door;
    this.addresses = addresses;
    this.headNanos = headNanos;
    this.idleNanos = idleNanos;
  }

  /// Aborts a connection. Its own close would wait until the peer has read everything that was
  /// written, and so forever if it does not read.
  static void cut(HttpConnection connection) {
    var first = channel(connection).pipeline().firstContext();
    if (first != null) {
      first.close(); // From here on: by now the connection's handler may be a WebSocket's.
    }
  }

  private static Channel channel(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }

  /// A new connection. It is aborted if there is no room for it.
  void opened(HttpConnection connection, long now) {
    var address = connection.remoteAddress().hostAddress();
    var peer = new Peer(connection, door, address, addresses.trusts(address), now + headNanos);
    peers.put(connection, peer);
    boolean isIn = door.open(peer);
    // Its own handler does not report the end of one that has become a WebSocket.
    channel(connection)
        .closeFuture()
        .addListener(_ -> {
          if (isIn) {
            door.close(peer);
          }
        });
    connection.closeHandler(_ -> peers.remove(connection));
    if (isIn) {
      Sips.put(channel(connection));
      peer.waits();
    } else {
      peer.close();
      peer.cut();
    }
  }

  /// It is a WebSocket now, and will send no more requests.
  void upgraded(HttpConnection connection) {
    peers.remove(connection);
  }

  Peer peer(HttpConnection connection) {
    return Objects.requireNonNull(peers.get(connection));
  }

  /// How long a request may take to arrive.
  Duration requestTimeout() {
    return Duration.ofNanos(headNanos);
  }

  long bodyDue(long now) {
    return now + headNanos;
  }

  long requestDue(long now) {
    return now + idleNanos;
  }

  /// Gives up on peers that are late.
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
