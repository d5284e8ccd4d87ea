package dev.botswain.http;

import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The other end of a connection, from the moment it arrives: before a TLS handshake, if there is
/// one.
///
/// Over HTTP/2 several requests are in progress at once. The server waits for a peer while none of
/// them waits for the server.
///
/// Confined to its event loop, except where it says otherwise.
final class Peer {
  private static final AttributeKey<Peer> KEY = AttributeKey.valueOf(Peer.class, "peer");

  private final Channel channel;
  private final Door door;
  private final String address;
  private final String network;
  private final boolean proxy;
  private final List<Rest> rests = new ArrayList<>();
  private int inProgress;
  private int awaited;
  private boolean known;
  private boolean closing;
  private boolean met;

  Peer(Channel channel, Door door, String address, boolean proxy) {
    this.channel = channel;
    this.door = door;
    this.address = address;
    this.network = ClientAddress.network(address);
    this.proxy = proxy;
  }

  /// The peer of a channel; at the first call, it is counted.
  ///
  /// @return null if there is no room for it, or it is gone already
  static @Nullable Peer of(Channel channel, Door door, ClientAddress addresses) {
    var there = channel.attr(KEY).get();
    if (there != null || !(channel.remoteAddress() instanceof InetSocketAddress from)) {
      return there;
    }
    var address = from.getAddress().getHostAddress();
    var peer = new Peer(channel, door, address, addresses.trusts(address));
    if (!door.open(peer)) {
      return null;
    }
    channel.attr(KEY).set(peer);
    // A connection's own handler does not report the end of one that has become a WebSocket.
    channel.closeFuture().addListener(_ -> door.close(peer));
    peer.update();
    return peer;
  }

  /// Aborts a connection. Its own close would wait until the peer has read everything that was
  /// written, and so forever if it does not read.
  static void cut(Channel channel) {
    var first = channel.pipeline().firstContext();
    if (first != null) {
      first.close(); // From here on: by now the connection's handler may be a WebSocket's.
    }
  }

  /// Aborts its connection. Thread-safe.
  void cut() {
    cut(channel);
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

  /// Its connection speaks HTTP now.
  void meet() {
    met = true;
  }

  /// Whether it got as far as HTTP.
  boolean isMet() {
    return met;
  }

  /// A session has been named on it.
  void known() {
    if (!known) {
      known = true;
      door.waitsNoMore(this);
    }
  }

  /// Accepts no more requests from it, not even one that has arrived already.
  void close() {
    closing = true;
  }

  boolean isClosing() {
    return closing;
  }

  /// Whether it waits for no answer.
  boolean isIdle() {
    return inProgress == 0;
  }

  /// Whether there is room for one more request, which then [#begins].
  boolean mayBegin() {
    return door.begin(this);
  }

  /// A request begins: now the caller waits for the server.
  void begins() {
    inProgress++;
    update();
  }

  /// A request was answered.
  ///
  /// @param isStream whether it was one that [#mayBegin]
  void ends(boolean isStream) {
    inProgress--;
    if (isStream) {
      door.end(this);
    }
    update();
  }

  /// The rest of a request, for which the server waits at times.
  Rest rest() {
    return new Rest();
  }

  /// The rests that are overdue. They are awaited no more.
  List<Rest> overdue(long now) {
    if (awaited == 0) {
      return List.of();
    }
    var late = rests.stream().filter(rest -> now - rest.dueNanos > 0).toList();
    late.forEach(Rest::arrives);
    return late;
  }

  private void update() {
    if (known) {
      return;
    }
    if (inProgress == awaited) {
      door.waits(this);
    } else {
      door.waitsNoMore(this);
    }
  }

  /// See [#rest].
  final class Rest {
    private long dueNanos;
    private Runnable late = () -> {};
    private boolean isAwaited;

    /// The server waits for it from now on.
    ///
    /// @param due by when it must arrive
    /// @param otherwise what to do if it does not
    void await(long due, Runnable otherwise) {
      dueNanos = due;
      late = otherwise;
      if (!isAwaited) {
        isAwaited = true;
        rests.add(this);
        awaited++;
        update();
      }
    }

    /// The server waits for it no more.
    void arrives() {
      if (isAwaited) {
        isAwaited = false;
        rests.remove(this);
        awaited--;
        update();
      }
    }

    void isLate() {
      late.run();
    }
  }
}
