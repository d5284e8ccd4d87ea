package dev.botswain;

import io.vertx.core.Vertx;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line to a server that a test may cut: a proxy that knows of bytes alone.
final class BreakableLine implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final NetClient client = vertx.createNetClient();
  private final NetServer server = vertx.createNetServer();
  private final Set<NetSocket> sockets = ConcurrentHashMap.newKeySet();

  static BreakableLine to(String url) {
    var line = new BreakableLine();
    URI there = URI.create(url);
    line.server
        .connectHandler(near -> {
          near.pause();
          line.client
              .connect(there.getPort(), there.getHost())
              .onSuccess(far -> line.join(near, far))
              .onFailure(_ -> near.close());
        })
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join();
    return line;
  }

  private void join(NetSocket near, NetSocket far) {
    sockets.add(near);
    near.closeHandler(_ -> sockets.remove(near));
    near.pipeTo(far);
    far.pipeTo(near);
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  /// Breaks all connections of the moment.
  void cut() {
    sockets.forEach(NetSocket::close);
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
