package dev.botswain.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// An address that is listened on, by one [Listener] on each event loop.
final class ListenAddress {
  private static final AtomicInteger FREE_PORTS = new AtomicInteger();

  private final Vertx vertx;
  private final String host;
  private final int port;
  private final boolean tls;
  private final Dispatcher dispatcher;
  private final Function<SocketAddress, Listener> making;
  private final List<Listener> listeners = new ArrayList<>();
  private final Queue<String> deployments = new ConcurrentLinkedQueue<>();

  /// @param port 0 for any
  /// @param dispatcher that of the listeners
  ListenAddress(
      Vertx vertx,
      String host,
      int port,
      boolean tls,
      Dispatcher dispatcher,
      Function<SocketAddress, Listener> making) {
    this.vertx = vertx;
    this.host = host;
    this.port = port;
    this.tls = tls;
    this.dispatcher = dispatcher;
    this.making = making;
  }

  /// Fails if the port is taken.
  Future<Void> listen() {
    // Vert.x lets servers share a free port chosen by the system if they name it alike.
    var address =
        port == 0
            ? SocketAddress.sharedRandomPort(FREE_PORTS.incrementAndGet(), host)
            : SocketAddress.inetSocketAddress(port, host);
    var starting = new ArrayList<Future<?>>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      var listener = making.apply(address);
      listeners.add(listener);
      starting.add(vertx.deployVerticle(listener).onSuccess(deployments::add));
    }
    return Future.join(starting).mapEmpty();
  }

  /// Accepts requests from now on.
  void open() {
    dispatcher.open();
  }

  /// Answers new requests with 503 from now on.
  void stop() {
    dispatcher.stop();
  }

  boolean isTls() {
    return tls;
  }

  /// New connections use these from now on.
  Future<?> secure(ServerSSLOptions options) {
    return listeners.getFirst().secure(options); // They share the socket and its TLS.
  }

  /// @throws IllegalStateException before it has started
  int port() {
    if (listeners.isEmpty()) {
      throw new IllegalStateException("not started");
    }
    return listeners.getFirst().port();
  }

  /// Its address, without a trailing slash.
  ///
  /// @throws IllegalStateException before it has started
  String url() {
    String reachable = host.equals("0.0.0.0") || host.equals("::") ? "localhost" : host;
    return (tls ? "https://" : "http://")
        + (reachable.contains(":") ? "[" + reachable + "]" : reachable)
        + ":"
        + port();
  }

  /// Completes when nothing is in progress. Called once no more work is accepted.
  Future<?> idle() {
    return Future.all(listeners.stream().map(Listener::idle).toList());
  }

  /// Closes all connections at once.
  Future<Void> close() {
    var closing = new ArrayList<Future<?>>();
    for (var id = deployments.poll(); id != null; id = deployments.poll()) {
      closing.add(vertx.undeploy(id));
    }
    return closing.isEmpty() ? Future.succeededFuture() : Future.join(closing).mapEmpty();
  }
}
