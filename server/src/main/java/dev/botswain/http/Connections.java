package dev.botswain.http;

import io.netty.channel.Channel;
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

    /// The address at the other end, whoever that is.
    String address() {
      return address;
    }

    /// Whether the other end is a proxy that is believed when it names the caller.
    boolean proxy() {
      return proxy;
    }

    String network() {
      return network;
    }

    /// Whose share of the connections it counts to.
    Object sharer() {
      return proxy ? this : network;
    }

    /// Breaks the connection off. May be called from any thread.
    void cut() {
      Connections.cut(connection);
    }

    /// Somebody has named a session on it.
    void known() {
      if (!known) {
        known = true;
        door.waitsNoMore(this);
      }
    }

    /// Whoever has named no session is waited for.
    void waits() {
      if (!known) {
        door.waits(this);
      }
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
      if (!known) {
        door.waitsNoMore(this);
      }
    }

    /// The rest of a request is due.
    ///
    /// @param late what to do if it does not come
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

  /// @param door that of all event loops
  /// @param headNanos how long a new connection may take until it has sent the head of a request,
  ///   and a request until its body is there
  /// @param idleNanos how long a connection may take after an answer until the head of its next
  ///   request is there
  Connections(ClientAddress addresses, Door door, long headNanos, long idleNanos) {
    this.door = door;
    this.addresses = addresses;
    this.headNanos = headNanos;
    this.idleNanos = idleNanos;
  }

  /// Breaks a connection off. Its own close would wait until the other end has read all that was
  /// written, and so for ever if it does not read.
  static void cut(HttpConnection connection) {
    var first = channel(connection).pipeline().firstContext();
    if (first != null) {
      first.close(); // From there on out: the connection's own handler may be a WebSocket's by now.
    }
  }

  private static Channel channel(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }

  /// A new connection. One for which there is no room is broken off.
  void opened(HttpConnection connection, long now) {
    var address = connection.remoteAddress().hostAddress();
    var peer = new Peer(connection, door, address, addresses.trusts(address), now + headNanos);
    peers.put(connection, peer);
    boolean isIn = door.open(peer);
    // Its own handler is not told of the end of one that has become a WebSocket.
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

  /// It is a WebSocket now, and will bring no more requests.
  void upgraded(HttpConnection connection) {
    peers.remove(connection);
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
