package dev.botswain.http;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslHandler;
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
  /// How long a peer may take to read what was written before its connection is closed.
  private static final long GOODBYE_NANOS = Duration.ofSeconds(1).toNanos();

  private final Map<HttpConnection, Open> open = new HashMap<>();
  private final ClientAddress addresses;
  private final Door door;
  private final long headNanos;
  private final long idleNanos;

  /// One connection, and when its next request is due while none is in progress.
  private static final class Open {
    private final HttpConnection connection;
    private final Peer peer;
    private long dueNanos;
    private boolean isParting;

    Open(HttpConnection connection, Peer peer, long dueNanos) {
      this.connection = connection;
      this.peer = peer;
      this.dueNanos = dueNanos;
    }

    void close(long now) {
      if (isParting) {
        peer.cut();
      } else {
        isParting = true;
        dueNanos = now + GOODBYE_NANOS;
        connection.close();
      }
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

  private static Channel channel(HttpConnection connection) {
    return ((HttpServerConnection) connection).channelHandlerContext().channel();
  }

  /// A new connection. It is aborted if there is no room for it.
  void opened(HttpConnection connection, long now) {
    var channel = channel(connection);
    var peer = Peer.of(channel, door, addresses);
    if (peer == null) {
      Peer.cut(channel);
      return;
    }
    peer.meet();
    open.put(connection, new Open(connection, peer, now + headNanos));
    connection.closeHandler(_ -> open.remove(connection));
    if (channel.pipeline().get(FrameGuard.class) == null) {
      Sips.put(channel, channel.pipeline().get(SslHandler.class));
    }
  }

  /// It is a WebSocket now, and will send no more requests.
  void upgraded(HttpConnection connection) {
    open.remove(connection);
  }

  /// @throws NullPointerException if there was no room for the connection
  Peer peer(HttpConnection connection) {
    return Objects.requireNonNull(open.get(connection)).peer;
  }

  /// Whether requests on it are accepted.
  boolean isOpen(HttpConnection connection) {
    var there = open.get(connection);
    return there != null && !there.peer.isClosing();
  }

  /// How long a request may take to arrive.
  Duration requestTimeout() {
    return Duration.ofNanos(headNanos);
  }

  long bodyDue(long now) {
    return now + headNanos;
  }

  /// A request was answered; the next one is due after the idle time.
  void answered(HttpConnection connection, long now) {
    expect(connection, now + idleNanos);
  }

  /// The rest of a request that was answered is due.
  void expectRest(HttpConnection connection, long now) {
    expect(connection, now + headNanos);
  }

  private void expect(HttpConnection connection, long due) {
    var there = open.get(connection);
    if (there != null) {
      there.dueNanos = due;
    }
  }

  /// Gives up on peers that are late.
  void sweep(long now) {
    var late = new ArrayList<Runnable>();
    for (var each : open.values()) {
      each.peer.overdue(now).forEach(rest -> late.add(rest::isLate));
      if (each.peer.isIdle() && now - each.dueNanos > 0) {
        late.add(() -> each.close(now));
      }
    }
    late.forEach(Runnable::run);
  }
}
